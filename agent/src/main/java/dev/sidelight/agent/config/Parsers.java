package dev.sidelight.agent.config;

import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.json.InvalidPolicy;
import dev.sidelight.health.json.PolicyReader;
import dev.sidelight.text.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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

    /** A policy as it stands, or in the file that is named; its text, which may hold secrets, is in no message. */
    static HealthPolicy policy(String text) throws InvalidValue {
        try {
            return PolicyReader.readTextOrFile(text);
        } catch (InvalidPolicy e) {
            throw new InvalidValue(e.faults());
        }
    }

    static Path folder(String text) throws InvalidValue {
        try {
            Path folder = Path.of(text);
            if (!Files.isDirectory(folder)) {
                throw new InvalidValue("no folder");
            }
            if (!Files.isWritable(folder)) {
                throw new InvalidValue("a folder that this user may not write to");
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new InvalidValue("no path");
        }
    }

    static boolean flag(String text) throws InvalidValue {
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidValue("neither");
        }
        return text.equals("true");
    }

    static String namespace(String text) throws InvalidValue {
        if (text.startsWith("AWS/")) {
            throw new InvalidValue("AWS's own, which nobody else may publish to");
        }
        if (text.startsWith(":") || text.length() > 255 || !text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new InvalidValue("not of that form");
        }
        return text;
    }

    static boolean byTask(String text) throws InvalidValue {
        if (!text.equals("cluster,service") && !text.equals("cluster,service,task")) {
            throw new InvalidValue("neither");
        }
        return text.endsWith("task");
    }

    static double price(String text) throws InvalidValue {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
            throw new InvalidValue("not a price");
        }
        return Double.parseDouble(text);
    }

    static String region(String text) throws InvalidValue {
        if (!text.matches("[a-z]{2,}(-[a-z]+)+-\\d+")) {
            throw new InvalidValue("not a Region");
        }
        return text;
    }

    static URI endpoint(String text) throws InvalidValue {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPort() <= 65535 && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new InvalidValue("not a URI: " + e.getReason());
        }
        throw new InvalidValue("not of that form");
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
