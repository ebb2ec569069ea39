package dev.sidelight.dashboards;

/** A state as a bar of a colour on a time line. */
public record State(String label, Colour colour) {}
