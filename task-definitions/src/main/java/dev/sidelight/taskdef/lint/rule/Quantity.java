package dev.sidelight.taskdef.lint.rule;

import dev.sidelight.taskdef.document.Spot;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A task's CPU and memory, which are written {@code "1024"}, {@code "1 vCPU"} or {@code "2 GB"}. */
public final class Quantity {

    private static final Pattern CPU = Pattern.compile("(?i)\\s*(\\d*\\.?\\d+)\\s*(vcpu)?\\s*");
    private static final Pattern MEMORY = Pattern.compile("(?i)\\s*(\\d*\\.?\\d+)\\s*(gb)?\\s*");
    /** A fraction of a unit is no size there is. */
    private static final long NOT_WHOLE = 1;

    private static final BigDecimal UNIT = BigDecimal.valueOf(1024);

    private Quantity() {}

    /** In CPU units, of which a virtual CPU has 1024. */
    public static OptionalLong cpu(Spot spot) {
        return parse(CPU, spot);
    }

    /** In MiB. */
    public static OptionalLong memory(Spot spot) {
        return parse(MEMORY, spot);
    }

    private static OptionalLong parse(Pattern pattern, Spot spot) {
        Matcher matcher = pattern.matcher(spot.text().orElse(""));
        if (!matcher.matches() || matcher.group(1).length() > 12) {
            return OptionalLong.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal units = matcher.group(2) == null ? number : number.multiply(UNIT);
        return units.stripTrailingZeros().scale() > 0 ? OptionalLong.of(NOT_WHOLE) : OptionalLong.of(units.longValue());
    }
}
