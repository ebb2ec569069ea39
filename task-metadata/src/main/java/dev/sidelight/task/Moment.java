package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in the agent's own time: the wall clock, for what is shown, and a monotonic reading, for every age and
 * expiry, so that a clock set by hand or by NTP makes nothing old or young.
 *
 * @param nanos a reading of {@link System#nanoTime()} or a test's stand-in for it
 */
public record Moment(Instant wall, long nanos) {

    /** The time from {@code earlier} to this moment, by the monotonic reading. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    /** This moment later by {@code duration}, on both clocks. */
    public Moment plus(Duration duration) {
        return new Moment(wall.plus(duration), nanos + duration.toNanos());
    }

    /** The earlier of the two, by the monotonic reading. */
    public static Moment earlier(Moment a, Moment b) {
        return a.nanos - b.nanos <= 0 ? a : b;
    }
}
