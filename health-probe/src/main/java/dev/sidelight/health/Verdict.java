package dev.sidelight.health;

import java.util.List;

/** What a policy decides of a container or a task. */
public sealed interface Verdict {

    /** Every rule that applies passes. */
    record Healthy() implements Verdict {}

    /**
     * A rule fails.
     *
     * @param reasons one of each rule that fails, in words with numbers
     */
    record Unhealthy(List<String> reasons) implements Verdict {

        public Unhealthy {
            reasons = List.copyOf(reasons);
        }
    }

    /** Neither can be said. */
    record Unknown(String cause) implements Verdict {}

    /** {@code healthy}, {@code unhealthy} or {@code unknown}. */
    default String label() {
        return switch (this) {
            case Healthy _ -> "healthy";
            case Unhealthy _ -> "unhealthy";
            case Unknown _ -> "unknown";
        };
    }

    /** The reasons or the cause, in one line. */
    default String reason() {
        return switch (this) {
            case Healthy _ -> "every rule passes";
            case Unhealthy unhealthy -> String.join("; ", unhealthy.reasons());
            case Unknown unknown -> unknown.cause();
        };
    }
}
