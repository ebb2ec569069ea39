package dev.sidelight.taskdef.document;

/**
 * A named value of an object.
 *
 * @param key where its name stands, quotes included
 */
public record Member(String name, Place key, Value value) {}
