package dev.sidelight.health.json;

/** A value that a field cannot have. */
final class InvalidField extends Exception {

    private static final long serialVersionUID = 1;

    InvalidField() {
        super("", null, false, false);
    }
}
