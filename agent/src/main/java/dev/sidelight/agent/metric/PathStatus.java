package dev.sidelight.agent.metric;

import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * How polling one path of the endpoint stands.
 *
 * @param lastSuccess absent before the first
 * @param failingSince when the first poll failed that no success has followed
 * @param problem what the last poll failed with; empty after a success
 */
public record PathStatus(Optional<Moment> lastSuccess, Optional<Moment> failingSince, String problem) {

    /** Not polled yet. */
    public static final PathStatus UNKNOWN = new PathStatus(Optional.empty(), Optional.empty(), "not polled yet");

    /** Whether a poll has ended. */
    public boolean isPolled() {
        return lastSuccess.isPresent() || failingSince.isPresent();
    }

    /** Whether the last poll succeeded. */
    public boolean isUp() {
        return lastSuccess.isPresent() && failingSince.isEmpty();
    }

    /** After a poll that succeeded. */
    public PathStatus succeeded(Moment now) {
        return new PathStatus(Optional.of(now), Optional.empty(), "");
    }

    /** After a poll that failed. */
    public PathStatus failed(Moment now, String why) {
        return new PathStatus(lastSuccess, failingSince.or(() -> Optional.of(now)), why);
    }

    /** Whether there is no success, or none younger than {@code limit}. */
    boolean isStale(Moment now, Duration limit) {
        return lastSuccess.isEmpty() || now.since(lastSuccess.get()).compareTo(limit) > 0;
    }

    /** This status when nothing was heard of a poll for so long that the last success says nothing any more. */
    PathStatus lapsed(Moment now, Duration limit) {
        return isUp() && isStale(now, limit) ? failed(now, "no poll has ended for " + limit.toSeconds() + " s") : this;
    }
}
