package dev.sidelight.health;

/** What one poll says to one rule. */
public sealed interface Finding {

    /** Within what the rule allows. */
    record Good(String detail) implements Finding {}

    /** Beyond what the rule allows. */
    record Bad(String reason) implements Finding {}

    /** Not to be told, as when a reading is missing. */
    record Unknown(String cause) implements Finding {}
}
