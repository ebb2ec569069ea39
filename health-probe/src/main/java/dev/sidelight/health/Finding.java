package dev.sidelight.health;

/** What one poll says to one rule. */
public sealed interface Finding {

    /** Within what the rule allows. */
    record Good(String detail) implements Finding {}

    /**
     * Beyond what the rule allows.
     *
     * @param sure whether it may make the rule fail; if not its time counts all the same
     */
    record Bad(String reason, boolean sure) implements Finding {

        /** What is sure. */
        Bad(String reason) {
            this(reason, true);
        }
    }

    /** Not to be told, as when a reading is missing. */
    record Unknown(String cause) implements Finding {}
}
