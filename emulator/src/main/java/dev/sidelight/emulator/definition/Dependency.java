package dev.sidelight.emulator.definition;

/** Another container that this one waits for at its start. */
public record Dependency(String container, Condition condition) {
    /** What of the other is waited for. */
    public enum Condition {
        /** It has started. */
        START,
        /** It has exited. */
        COMPLETE,
        /** It has exited with code 0. */
        SUCCESS,
        /** Its health check has passed. */
        HEALTHY
    }
}
