package dev.sidelight.health;

import dev.sidelight.task.Container;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run of a container, from a start to a stop.
 *
 * @param startedAt as ECS says; absent where it does not
 * @param seen when it was first seen
 */
record Run(Optional<Instant> startedAt, Moment seen) {

    /** The run that a container is in, which may be the one that it was in before. */
    static Run of(Container container, Optional<Run> before, Moment now) {
        Optional<Instant> started = container.startedAt().or(() -> before.flatMap(Run::startedAt));
        return before.filter(run -> run.startedAt.equals(started)).orElseGet(() -> new Run(started, now));
    }

    /**
     * How long it has lasted at the least: since it was first seen, or since it started where that is less. A wall clock
     * that is set forward makes it no longer, and one that is set back to before its start is not asked.
     */
    Duration lasted(Moment now) {
        Duration watched = now.since(seen);
        return startedAt
                .map(started -> Duration.between(started, now.wall()))
                .filter(byWall -> !byWall.isNegative() && byWall.compareTo(watched) < 0)
                .orElse(watched);
    }
}
