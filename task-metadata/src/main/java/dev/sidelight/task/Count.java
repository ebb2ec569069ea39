package dev.sidelight.task;

/**
 * An unsigned 64-bit reading, exact over the whole range: the kernel's counters are u64, and some limits are given as
 * 18446744073709551615.
 *
 * @param bits the value, to be read as unsigned
 */
public record Count(long bits) implements Comparable<Count> {

    /** What was counted from {@code earlier} to this reading, exact; only meaningful when this is not below it. */
    public Count minus(Count earlier) {
        return new Count(bits - earlier.bits);
    }

    /** The sum, modulo 2^64 as the kernel's own counters. */
    public Count plus(Count other) {
        return new Count(bits + other.bits);
    }

    /** Whether this reading is lower than {@code other}: a counter that fell was reset. */
    public boolean isBelow(Count other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Count other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** The nearest double. */
    public double toDouble() {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
