package dev.sidelight.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.task.Count;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads fields of a JSON object as the endpoint means them. A field that is absent, {@code null} or of another type
 * than documented is absent: the endpoint has given strings for lists and floats for integers.
 */
record Json(JsonNode node) {

    /** From here on a number stands for "no limit": 2^60 (metadata-v4, section 7). */
    private static final Count NO_LIMIT = new Count(1L << 60);

    private static final Count ZERO = new Count(0);
    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);
    private static final double TWO_TO_63 = 0x1p63;
    /** Go's zero time is in year 1, and stands for "never". */
    private static final Instant AFTER_YEAR_1 = Instant.parse("0002-01-01T00:00:00Z");

    Json object(String field) {
        return new Json(node.path(field));
    }

    boolean isObject() {
        return node.isObject();
    }

    /** The text, or an empty one. */
    String text(String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    Optional<Instant> instant(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant instant = Instant.parse(text);
            return instant.isBefore(AFTER_YEAR_1) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A finite number. */
    OptionalDouble number(String field) {
        JsonNode value = node.path(field);
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? OptionalDouble.of(value.doubleValue())
                : OptionalDouble.empty();
    }

    /** A number that stands for a limit; absent for the sentinels that mean "no limit". */
    OptionalDouble limitNumber(String field) {
        OptionalDouble value = number(field);
        return value.isPresent() && value.getAsDouble() < NO_LIMIT.toDouble() ? value : OptionalDouble.empty();
    }

    OptionalLong integer(String field) {
        JsonNode value = node.path(field);
        return value.isNumber() && value.canConvertToLong() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    OptionalInt port(String field) {
        OptionalLong value = integer(field);
        return value.isPresent() && (int) value.getAsLong() == value.getAsLong()
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    Optional<Boolean> bool(String field) {
        JsonNode value = node.path(field);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    Optional<Count> count(String field) {
        return count(node.path(field));
    }

    /** A count whose zero is left out, as Go's {@code omitempty} does; absent when it is there and not a count. */
    Optional<Count> countOrZero(String field) {
        return node.path(field).isMissingNode() ? Optional.of(ZERO) : count(field);
    }

    /** A count that stands for a limit; absent for the sentinels that mean "no limit". */
    Optional<Count> limit(String field) {
        return count(field).filter(limit -> limit.isBelow(NO_LIMIT));
    }

    List<String> texts(String field) {
        return elements(field)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    Map<String, String> textMap(String field) {
        return map(node.path(field), value -> value.isTextual() ? Optional.of(value.textValue()) : Optional.empty());
    }

    Map<String, Count> countMap(String field) {
        return map(node.path(field), Json::count);
    }

    List<Count> counts(String field) {
        return elements(field).flatMap(value -> count(value).stream()).toList();
    }

    /** The objects in a list. */
    List<Json> objects(String field) {
        return elements(field).filter(JsonNode::isObject).map(Json::new).toList();
    }

    /** The values of a map that {@code read} can make something of. */
    static <V> Map<String, V> map(JsonNode object, Function<JsonNode, Optional<V>> read) {
        Map<String, V> map = new HashMap<>();
        object.properties()
                .forEach(entry -> read.apply(entry.getValue()).ifPresent(value -> map.put(entry.getKey(), value)));
        return map;
    }

    private Stream<JsonNode> elements(String field) {
        JsonNode list = node.path(field);
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    private static Optional<Count> count(JsonNode value) {
        if (value.isIntegralNumber()) {
            BigInteger integer = value.bigIntegerValue();
            return integer.signum() >= 0 && integer.compareTo(TWO_TO_64) < 0
                    ? Optional.of(new Count(integer.longValue()))
                    : Optional.empty();
        }
        return value.isNumber() ? count(value.doubleValue()) : Optional.empty();
    }

    private static Optional<Count> count(double value) {
        if (!(value >= 0 && value < 2 * TWO_TO_63)) {
            return Optional.empty();
        }
        return Optional.of(new Count(value < TWO_TO_63 ? (long) value : (long) (value - TWO_TO_63) + Long.MIN_VALUE));
    }
}
