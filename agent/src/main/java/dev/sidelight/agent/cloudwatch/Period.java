package dev.sidelight.agent.cloudwatch;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The statistics of one step, or of several that could not be published.
 *
 * @param start of the earliest
 */
record Period(Instant start, Map<Series, Statistics> statistics) {

    Period {
        statistics = Map.copyOf(statistics);
    }

    Optional<Statistics> of(Series series) {
        return Optional.ofNullable(statistics.get(series));
    }

    /** The part of it that is of these series. */
    Period only(Collection<Series> some) {
        Map<Series, Statistics> part = new LinkedHashMap<>(statistics);
        part.keySet().retainAll(some);
        return new Period(start, part);
    }
}
