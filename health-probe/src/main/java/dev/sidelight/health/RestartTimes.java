package dev.sidelight.health;

import dev.sidelight.task.Count;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a container was seen to have been restarted.
 *
 * @param last the count at the last poll; absent before the first, whose count is the baseline
 */
record RestartTimes(Optional<Count> last, List<Seen> seen) implements Memory {

    static final RestartTimes NONE = new RestartTimes(Optional.empty(), List.of());

    RestartTimes {
        seen = List.copyOf(seen);
    }

    /** Restarts that one poll showed. */
    record Seen(Moment at, long restarts) {}

    /** With the count of another poll, and without what is older than {@code within}. */
    RestartTimes next(Count count, Moment now, Duration within) {
        long more = last.filter(before -> !count.isBelow(before))
                .map(before -> count.minus(before).bits())
                .orElse(0L);
        Stream<Seen> young = seen.stream().filter(one -> now.since(one.at()).compareTo(within) <= 0);
        return new RestartTimes(
                Optional.of(count),
                Stream.concat(young, more == 0 ? Stream.empty() : Stream.of(new Seen(now, more)))
                        .toList());
    }

    long count() {
        return seen.stream().mapToLong(Seen::restarts).sum();
    }
}
