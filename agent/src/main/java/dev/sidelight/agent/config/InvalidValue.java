package dev.sidelight.agent.config;

/** A value that a variable cannot have; the message says what is wrong with it, to follow "is". */
final class InvalidValue extends Exception {

    private static final long serialVersionUID = 1;

    InvalidValue(String message) {
        super(message);
    }
}
