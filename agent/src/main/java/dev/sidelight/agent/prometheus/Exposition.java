package dev.sidelight.agent.prometheus;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * What a scrape is answered with, in both formats, made from one collection.
 *
 * @param source the observation that it was made from, as published
 * @param expiry when it stops being true
 */
@SuppressWarnings("ReferenceEquality") // the published observation itself, not an equal one
record Exposition(Observation source, Optional<Moment> expiry, Page text, Page openMetrics) {

    boolean isCurrent(Observation latest, Moment now) {
        return source == latest
                && expiry.map(moment -> now.since(moment).compareTo(Duration.ZERO) <= 0)
                        .orElse(true);
    }
}
