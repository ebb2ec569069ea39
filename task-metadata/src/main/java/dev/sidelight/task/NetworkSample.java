package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The counters of an interface at one {@code read}, and the rates since the sample before, in bytes per second. A rate
 * is absent at the first sample, after a counter fell and after {@code read} went back.
 */
public record NetworkSample(
        Instant read,
        InterfaceCounters counters,
        OptionalDouble receiveBytesPerSecond,
        OptionalDouble transmitBytesPerSecond) {

    /** How often the EC2 agent refreshes the counters of a task's network interface. */
    private static final Duration SLOW_REFRESH = Duration.ofSeconds(20);
    /** With unchanged counters, after this long nothing was sent or received, rather than nothing refreshed. */
    private static final Duration SLOW_REFRESH_MISSED = Duration.ofSeconds(25);

    static NetworkSample first(Instant read, InterfaceCounters counters) {
        return new NetworkSample(read, counters, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The sample that follows this one; this one itself while {@code nextRead} is the same. */
    NetworkSample next(Instant nextRead, InterfaceCounters next) {
        return nextRead.equals(read) ? this : after(Duration.between(read, nextRead), nextRead, next);
    }

    /**
     * The same where counters are refreshed more rarely than {@code read} advances: a sample is a new one when a
     * counter changed, or when it has been unchanged for longer than a refresh takes.
     */
    NetworkSample nextOnSlowClock(Instant nextRead, InterfaceCounters next) {
        Duration elapsed = Duration.between(read, nextRead);
        if (!elapsed.isNegative() && next.equals(counters) && elapsed.compareTo(SLOW_REFRESH_MISSED) < 0) {
            return this;
        }
        boolean refreshing = elapsed.isPositive() && elapsed.compareTo(SLOW_REFRESH) < 0;
        return after(refreshing ? SLOW_REFRESH : elapsed, nextRead, next);
    }

    private NetworkSample after(Duration elapsed, Instant nextRead, InterfaceCounters next) {
        return new NetworkSample(
                nextRead,
                next,
                Rate.perSecond(counters.receiveBytes(), next.receiveBytes(), elapsed),
                Rate.perSecond(counters.transmitBytes(), next.transmitBytes(), elapsed));
    }
}
