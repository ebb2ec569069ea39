package dev.sidelight.agent.config;

import java.util.List;

/** A value that a variable cannot have; the message says what is wrong with it, to follow "is". */
final class InvalidValue extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> parts;

    InvalidValue(String message) {
        super(message);
        this.parts = List.of();
    }

    /** A value of several parts, each with what is wrong with it. */
    InvalidValue(List<String> parts) {
        super(String.join("; ", parts));
        this.parts = List.copyOf(parts);
    }

    /** What is wrong with which part, a line each; empty for a value that is wrong as a whole. */
    List<String> parts() {
        return parts;
    }
}
