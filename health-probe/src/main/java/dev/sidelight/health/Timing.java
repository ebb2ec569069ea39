package dev.sidelight.health;

import java.time.Duration;

/**
 * How long findings must hold to change a rule's state.
 *
 * @param hold how long bad ones must hold for the rule to fail
 * @param recover how long there must be none for the rule to pass again
 */
public record Timing(Duration hold, Duration recover) {

    /** At once, both ways: for what has been debounced already. */
    public static final Timing AT_ONCE = new Timing(Duration.ZERO, Duration.ZERO);

    /** The same time both ways. */
    public static Timing of(Duration both) {
        return new Timing(both, both);
    }
}
