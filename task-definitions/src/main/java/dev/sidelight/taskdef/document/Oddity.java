package dev.sidelight.taskdef.document;

/** What a document may say but should not: a name that is given twice. */
public record Oddity(Place place, String message) {}
