package dev.sidelight.agent.prometheus;

import dev.sidelight.task.Moment;
import java.time.Duration;

/**
 * What a scrape is answered with, in both formats, made from one collection.
 *
 * @param expiry when it stops being true
 */
record Exposition(Moment expiry, Page text, Page openMetrics) {

    boolean isCurrent(Moment now) {
        return now.since(expiry).compareTo(Duration.ZERO) <= 0;
    }
}
