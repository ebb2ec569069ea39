package dev.sidelight.agent.check;

import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.text.DurationText;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Looks for a pattern in a body, for a time: with some patterns that takes longer than anybody waits, and with some the
 * stack overflows. Neither is the container's fault.
 */
final class BodyMatch {

    private BodyMatch() {}

    static Outcome of(int status, Pattern pattern, String body, Duration limit) {
        try {
            return pattern.matcher(new Timed(body, System.nanoTime() + limit.toNanos()))
                            .find()
                    ? new Outcome.Passed()
                    : new Outcome.Failed("answered " + status + " without \"" + pattern + "\" in its body");
        } catch (TooLong e) {
            return inconclusive(status, pattern, "that takes longer than " + DurationText.of(limit));
        } catch (RuntimeException | Error e) {
            return inconclusive(status, pattern, ExceptionText.of(e));
        }
    }

    private static Outcome inconclusive(int status, Pattern pattern, String why) {
        return new Outcome.Inconclusive(
                "answered " + status + ", but \"" + pattern + "\" cannot be looked for in its body: " + why);
    }

    /** A text that can be read until {@code end}, of {@link System#nanoTime()}. */
    private static final class Timed implements CharSequence {

        /** How many characters are read between two looks at the clock, which takes longer than to read one. */
        private static final int UNWATCHED = 1 << 10;

        private final String text;
        private final long end;
        private int reads;

        Timed(String text, long end) {
            this.text = text;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            if (++reads == UNWATCHED) {
                reads = 0;
                if (System.nanoTime() - end > 0) {
                    throw new TooLong();
                }
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLong() {
            super("", null, false, false);
        }
    }
}
