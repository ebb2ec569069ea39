package dev.sidelight.health;

import dev.sidelight.task.Task;

/** One of the things that a policy looks at. */
public sealed interface Rule
        permits ReportedHealth,
                Stopped,
                Restarts,
                MemoryUse,
                MemoryExhaustion,
                CpuUse,
                NetworkSilence,
                NetworkErrors,
                EphemeralStorage,
                StaleStats,
                Check {

    /** Its name in policies, answers and labels. */
    String name();

    /** How long its findings must hold. */
    Timing timing();

    /** What it finds in {@code subject}, and what it wants to know at the next poll. */
    Judgement judge(Subject subject, Memory before);

    /** Whether it decides the task as a whole rather than each container. */
    default boolean decidesTask(Task task) {
        return false;
    }

    /** Whether it judges a container that has stopped. */
    default boolean judgesStopped() {
        return false;
    }

    /** Whether a container's start grace holds it back; not for what ECS itself states. */
    default boolean hasGrace() {
        return true;
    }
}
