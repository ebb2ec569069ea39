package dev.sidelight.task;

import java.util.Locale;

/** Why a container has no live statistics. */
public enum MissingStats {
    /** The endpoint gave {@code null}: Fargate, for a container not yet sampled or stopped. */
    NULL,
    /** The endpoint gave {@code {}}: the EC2 agent, for the same. */
    EMPTY,
    /** The endpoint did not name the container. */
    ABSENT,
    /** There is an entry, but its {@code read} is missing or of year 1: Docker's answer for a dead container. */
    NO_SAMPLE,
    /** The same {@code read} for 60 s of the agent's time. */
    FROZEN,
    /** {@code /task/stats} itself has given no answer for too long. */
    ENDPOINT,
    /** ECS knows the container to have stopped. */
    STOPPED;

    /** The reason as a label's value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
