package dev.sidelight.emulator.environment;

import java.util.List;

/** A task that cannot start for what could not be fetched; the message is the stopped reason that ECS gives. */
public final class NotFetched extends Exception {
    private static final long serialVersionUID = 1;
    private final transient List<String> details;

    NotFetched(String stoppedReason, List<String> details) {
        super(stoppedReason);
        this.details = List.copyOf(details);
    }

    /** What is missing, where, and for which variable of which container. */
    public List<String> details() {
        return details;
    }
}
