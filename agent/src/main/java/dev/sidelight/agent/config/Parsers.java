package dev.sidelight.agent.config;

import dev.sidelight.text.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads values of variables. */
final class Parsers {

    private Parsers() {}

    /** Reads one kind of value. */
    interface Parser<T> {
        T parse(String text) throws InvalidValue;
    }

    static Parser<Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration duration = DurationText.parse(text).orElseThrow(() -> new InvalidValue("not a duration"));
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new InvalidValue("out of range");
            }
            return duration;
        };
    }

    static Parser<Integer> integer(int least, int most) {
        return text -> {
            long value;
            try {
                value = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new InvalidValue("not a whole number");
            }
            if (value < least || value > most) {
                throw new InvalidValue("out of range");
            }
            return (int) value;
        };
    }

    static <E extends Enum<E>> Parser<E> oneOf(E[] values) {
        return text -> Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("none of them"));
    }

    static List<String> globs(String text) throws InvalidValue {
        List<String> globs =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (globs.contains("")) {
            throw new InvalidValue("a list with an empty entry");
        }
        return globs;
    }

    static String host(String text) throws InvalidValue {
        if (text.contains("/") || text.contains(" ")) {
            throw new InvalidValue("not a host name or an IP address");
        }
        return text;
    }

    /** The base address, without a slash at its end. */
    static URI metadata(String text) throws InvalidValue {
        URI uri;
        try {
            uri = new URI(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new InvalidValue("not a URI: " + e.getReason());
        }
        if (!"http".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getPort() > 65535
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new InvalidValue("not of that form");
        }
        return uri;
    }
}
