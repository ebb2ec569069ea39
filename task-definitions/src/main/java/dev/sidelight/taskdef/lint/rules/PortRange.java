package dev.sidelight.taskdef.lint.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from a first to a last one, which may be the same. */
record PortRange(long first, long last) {

    static final int MOST = 65535;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    /** A range such as {@code 8000-8010}; empty where it does not rise within what ports there are. */
    static Optional<PortRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        PortRange range = new PortRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        return range.first >= 1 && range.first < range.last && range.last <= MOST
                ? Optional.of(range)
                : Optional.empty();
    }

    boolean holds(long port) {
        return first <= port && port <= last;
    }

    /** The ports that are in both. */
    Optional<PortRange> shared(PortRange other) {
        PortRange both = new PortRange(Math.max(first, other.first), Math.min(last, other.last));
        return both.first <= both.last ? Optional.of(both) : Optional.empty();
    }

    /** For a sentence: {@code port 80}, {@code ports 8000-8010}. */
    String words() {
        return first == last ? "port " + first : "ports " + first + "-" + last;
    }

    /** The verb that goes with {@link #words}. */
    String are() {
        return first == last ? "is" : "are";
    }
}
