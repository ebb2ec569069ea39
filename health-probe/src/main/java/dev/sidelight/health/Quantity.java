package dev.sidelight.health;

import java.util.Locale;

/** Numbers in words. */
final class Quantity {

    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double PER_CENT = 100;

    private Quantity() {}

    /** A ratio as a percentage: 97 %, 0.5 %. */
    static String percent(double ratio) {
        double percent = ratio * PER_CENT;
        return (percent < 10
                        ? trimmed(String.format(Locale.ROOT, "%.1f", percent))
                        : Long.toString(Math.round(percent)))
                + " %";
    }

    /** Bytes as MiB. */
    static String mib(double bytes) {
        return Math.round(bytes / BYTES_PER_MIB) + " MiB";
    }

    private static String trimmed(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }
}
