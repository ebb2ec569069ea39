package dev.sidelight.dashboards;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where an axis ends, and from which values on a number is worth a look or bad.
 *
 * @param max absent where the numbers decide
 * @param levels ascending; none where the number is neither good nor bad
 */
public record Scale(OptionalDouble max, List<Level> levels) {

    /** Neither good nor bad. */
    static final Scale OPEN = new Scale(OptionalDouble.empty(), List.of());
    /** Of a count of which each one is bad. */
    static final Scale NONE_IS_GOOD = new Scale(OptionalDouble.empty(), List.of(new Level(1, Colour.RED)));
    /** Of a flag that should be 1. */
    static final Scale ONE_IS_GOOD = new Scale(
            OptionalDouble.of(1), List.of(new Level(Double.NEGATIVE_INFINITY, Colour.RED), new Level(1, Colour.GREEN)));

    public Scale {
        levels = List.copyOf(levels);
    }

    /** The colour of numbers from a value on; below the first it is green. */
    public record Level(double from, Colour colour) {}

    static Scale rising(double orange, double red) {
        return new Scale(OptionalDouble.empty(), List.of(new Level(orange, Colour.ORANGE), new Level(red, Colour.RED)));
    }

    /** Of 1. */
    static Scale ofWhole(double orange, double red) {
        return new Scale(OptionalDouble.of(1), rising(orange, red).levels());
    }
}
