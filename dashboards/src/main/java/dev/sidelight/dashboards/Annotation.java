package dev.sidelight.dashboards;

/**
 * Events drawn over the panels.
 *
 * @param expression where {@code valueIsTime} series whose values are the events' times in milliseconds since the epoch,
 *     else series that are there while the event lasts
 * @param text of an event, with labels as {@code {{container_name}}}
 */
public record Annotation(String name, String expression, String text, boolean valueIsTime, Colour colour) {}
