package dev.sidelight.emulator.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A JSON value as the ECS agent puts it into a variable, by Go's {@code %v}: every number is a float, so that 1000000
 * becomes {@code 1e+06}; {@code null} becomes {@code <nil>}, and an object {@code map[a:1 b:2]}.
 */
final class GoText {
    private static final int FIRST_WITH_EXPONENT = 6;
    private static final int LAST_WITHOUT_EXPONENT = -4;

    private GoText() {}

    static String of(JsonNode value) {
        if (value.isNull()) {
            return "<nil>";
        }
        if (value.isNumber()) {
            return number(value.doubleValue());
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(GoText::of)
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        if (value.isObject()) {
            Map<String, String> sorted = new TreeMap<>();
            value.properties().forEach(member -> sorted.put(member.getKey(), of(member.getValue())));
            return sorted.entrySet().stream()
                    .map(member -> member.getKey() + ":" + member.getValue())
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return value.asText();
    }

    private static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "+Inf";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= LAST_WITHOUT_EXPONENT && exponent < FIRST_WITH_EXPONENT) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
