package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rate of a counter between two readings. */
final class Rate {

    private static final double NANOS_PER_SECOND = 1e9;

    private Rate() {}

    /** Counted per second; absent when either reading is, when the counter fell, or when no time passed. */
    static OptionalDouble perSecond(Optional<Count> from, Optional<Count> to, Duration elapsed) {
        if (from.isEmpty() || to.isEmpty() || to.get().isBelow(from.get()) || !elapsed.isPositive()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(to.get().minus(from.get()).toDouble() / seconds(elapsed));
    }

    /** The CPU that the container used since the sample before, in vCPU: CPU nanoseconds per nanosecond. */
    static OptionalDouble vcpus(Optional<Count> from, Optional<Count> to, Instant fromRead, Instant toRead) {
        OptionalDouble nanosPerSecond = perSecond(from, to, Duration.between(fromRead, toRead));
        return nanosPerSecond.isPresent()
                ? OptionalDouble.of(nanosPerSecond.getAsDouble() / NANOS_PER_SECOND)
                : nanosPerSecond;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
    }
}
