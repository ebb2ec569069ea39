package dev.sidelight.health;

import dev.sidelight.task.Moment;

/**
 * A change of a verdict.
 *
 * @param container empty for the task's own verdict
 * @param from {@code unknown} where there was none before
 */
public record Change(Moment at, String container, String from, Verdict to) {}
