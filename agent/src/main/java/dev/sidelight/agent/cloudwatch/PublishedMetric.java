package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.metric.Observation;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A metric as Container Insights names it: a row of {@link PublishedMetrics}.
 *
 * @param unit CloudWatch's word for its unit
 * @param cumulative whether readings are counters, of which the period's increase is published
 */
public record PublishedMetric(
        String name, String unit, boolean cumulative, Function<Observation, Stream<Reading>> readings) {

    /**
     * One reading.
     *
     * @param container whose it is; empty for the task's
     * @param source what a counter belongs to, so that one that starts anew is told from one that goes on
     */
    public record Reading(String container, String source, double value) {}
}
