package dev.sidelight.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are configured, {@code 500ms}, {@code 5s}, {@code 1m}, and as they are said. */
public final class DurationText {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final long SECONDS_PER_MINUTE = 60;

    private DurationText() {}

    /** The duration; absent for a text that is none. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    default -> Duration.ofMinutes(count);
                });
    }

    /** The shortest text that {@link #parse} reads as this duration, of whole milliseconds. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = duration.toSeconds();
        return seconds == 0 || seconds % SECONDS_PER_MINUTE != 0 ? seconds + "s" : seconds / SECONDS_PER_MINUTE + "m";
    }

    /** In words for a sentence, as exact as it matters: 75 s, 12 min. */
    public static String words(Duration duration) {
        return duration.toSeconds() < 2 * SECONDS_PER_MINUTE
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min";
    }
}
