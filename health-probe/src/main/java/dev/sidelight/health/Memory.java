package dev.sidelight.health;

/** What a rule keeps from one poll to the next. */
sealed interface Memory permits Memory.None, RestartTimes, PacketCounts, MemoryTrend {

    /** Nothing. */
    None NONE = new None();

    /** Of a rule that judges each poll by itself. */
    record None() implements Memory {}
}
