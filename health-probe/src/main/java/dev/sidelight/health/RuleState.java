package dev.sidelight.health;

/** Where a rule stands. */
public enum RuleState {
    /** What it looks at is within what it allows, or has not been beyond it for long enough. */
    PASSING,
    /** Bad for as long as it takes, and not yet good again for as long. */
    FAILING,
    /** It cannot be told. */
    UNKNOWN
}
