package dev.sidelight.taskdef.lint.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a finding matters; the worst first. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** As it is written: {@code error}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> of(String label) {
        return Stream.of(values())
                .filter(severity -> severity.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
