package dev.sidelight.task;

/** What {@code /task/stats} says of one container: its statistics, or why there are none. */
public sealed interface StatsEntry {

    /** Statistics with a real {@code read}. */
    record Present(ContainerStats stats) implements StatsEntry {}

    /** No statistics. */
    record Missing(MissingStats reason) implements StatsEntry {}
}
