package dev.sidelight.health.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.health.StatusRanges;
import dev.sidelight.text.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The kinds of values that policies hold. */
final class Kinds {

    private static final int MOST_EXIT_CODE = 255;
    private static final int MOST_PATTERN = 200;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    /** Those that the JDK's client sets itself and refuses. */
    private static final Set<String> NOT_SETTABLE = Set.of("connection", "content-length", "expect", "host", "upgrade");

    static final Kind<Boolean> FLAG = new Kind<>(
            "true or false",
            node -> {
                require(node.isBoolean());
                return node.booleanValue();
            },
            schema -> schema.put("type", "boolean"));

    static final Kind<String> TEXT = new Kind<>("a text", Kinds::text, schema -> schema.put("type", "string"));

    static final Kind<List<Long>> EXIT_CODES =
            new Kind<>("a list of exit codes, 0 to 255", Kinds::exitCodes, schema -> {
                schema.put("type", "array");
                schema.putObject("items")
                        .put("type", "integer")
                        .put("minimum", 0)
                        .put("maximum", MOST_EXIT_CODE);
            });

    static final Kind<URI> URL = new Kind<>(
            "an address of the form http://HOST:PORT/PATH, or https, without user, password and fragment",
            Kinds::url,
            schema -> schema.put("type", "string").put("pattern", "^https?://[^@#\\s]+$"));

    static final Kind<StatusRanges> STATUSES = new Kind<>(
            "HTTP statuses such as \"200\", \"200-299\" or \"200,301-302\"",
            node -> StatusRanges.parse(text(node)).orElseThrow(Kind::wrong),
            schema -> schema.put("type", "string")
                    .put("pattern", "^\\s*[1-5]\\d\\d(-[1-5]\\d\\d)?\\s*(,\\s*[1-5]\\d\\d(-[1-5]\\d\\d)?\\s*)*$"));

    static final Kind<Pattern> PATTERN = new Kind<>(
            "a regular expression of at most " + MOST_PATTERN + " characters",
            Kinds::pattern,
            schema -> schema.put("type", "string").put("maxLength", MOST_PATTERN));

    static final Kind<Map<String, String>> HEADERS = new Kind<>(
            "an object of header names and texts; the client sets Host and its like itself",
            true,
            Kinds::headers,
            schema -> {
                schema.put("type", "object");
                schema.putObject("propertyNames").put("pattern", "^" + TOKEN + "$");
                schema.putObject("additionalProperties").put("type", "string");
            });

    static final Kind<Address> ADDRESS = new Kind<>(
            "HOST:PORT, such as 127.0.0.1:5432",
            node -> Address.parse(text(node)).orElseThrow(Kind::wrong),
            schema -> schema.put("type", "string").put("pattern", "^(\\[[0-9a-fA-F:.]+\\]|[^\\s:/@]+):\\d{1,5}$"));

    private Kinds() {}

    static Kind<Duration> duration(Duration least, Duration most) {
        String range = DurationText.of(least) + " to " + DurationText.of(most);
        return new Kind<>(
                "a duration such as 500ms, 5s or 1m, " + range,
                node -> {
                    Duration duration = DurationText.parse(text(node)).orElseThrow(Kind::wrong);
                    require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
                    return duration;
                },
                schema -> schema.put("type", "string")
                        .put("pattern", "^\\d{1,9}(ms|s|m)$")
                        .put("description", range));
    }

    static Kind<Double> ratio(int most) {
        return new Kind<>(
                "a number above 0 and up to " + most,
                node -> {
                    require(node.isNumber() && node.doubleValue() > 0 && node.doubleValue() <= most);
                    return node.doubleValue();
                },
                schema ->
                        schema.put("type", "number").put("exclusiveMinimum", 0).put("maximum", most));
    }

    static Kind<Long> count(long most) {
        return new Kind<>(
                "a whole number from 0 to " + most,
                node -> {
                    require(node.isIntegralNumber() && node.canConvertToLong());
                    require(node.longValue() >= 0 && node.longValue() <= most);
                    return node.longValue();
                },
                schema -> schema.put("type", "integer").put("minimum", 0).put("maximum", most));
    }

    static Kind<String> oneOf(List<String> values) {
        return new Kind<>(
                "one of " + String.join(", ", values),
                node -> {
                    require(values.contains(text(node)));
                    return node.textValue();
                },
                schema -> values.forEach(schema.putArray("enum")::add));
    }

    private static void require(boolean right) throws InvalidField {
        if (!right) {
            throw Kind.wrong();
        }
    }

    private static String text(JsonNode node) throws InvalidField {
        require(node.isTextual());
        return node.textValue();
    }

    private static List<Long> exitCodes(JsonNode node) throws InvalidField {
        require(node.isArray());
        List<Long> codes = new ArrayList<>();
        for (JsonNode one : node) {
            require(one.isIntegralNumber() && one.canConvertToInt());
            require(one.intValue() >= 0 && one.intValue() <= MOST_EXIT_CODE);
            codes.add(one.longValue());
        }
        return codes;
    }

    private static URI url(JsonNode node) throws InvalidField {
        try {
            URI uri = new URI(text(node));
            require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            require(uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null);
            require(uri.getPort() != 0 && uri.getPort() <= Address.MOST_PORT);
            HttpRequest.Builder _ =
                    HttpRequest.newBuilder(uri); // what it refuses must be said now, not when it is asked
            return uri;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw Kind.wrong();
        }
    }

    private static Pattern pattern(JsonNode node) throws InvalidField {
        require(text(node).length() <= MOST_PATTERN);
        try {
            return Pattern.compile(node.textValue());
        } catch (PatternSyntaxException e) {
            throw Kind.wrong();
        }
    }

    private static Map<String, String> headers(JsonNode node) throws InvalidField {
        require(node.isObject());
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : ((ObjectNode) node).properties()) {
            if (!isHeader(entry.getKey(), entry.getValue())) {
                throw Kind.wrong(entry.getKey());
            }
            headers.put(entry.getKey(), entry.getValue().textValue());
        }
        return headers;
    }

    private static boolean isHeader(String name, JsonNode value) {
        return value.isTextual()
                && name.matches(TOKEN)
                && !NOT_SETTABLE.contains(name.toLowerCase(Locale.ROOT))
                && value.textValue().chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))
                && isTakenByTheClient(name, value.textValue());
    }

    private static boolean isTakenByTheClient(String name, String value) {
        try {
            HttpRequest.Builder _ = HttpRequest.newBuilder().header(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
