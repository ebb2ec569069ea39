package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredTask;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers every poll's readings until a period is closed, so that nothing between two publishes is lost. The poller adds,
 * the publisher closes. What it holds is bounded by the series there are: a period that failed is merged, not queued.
 */
final class Accumulator {

    /** CloudWatch shows what comes later than 3 h only hours afterwards, and refuses what is two weeks old. */
    private static final Duration MOST_LATE = Duration.ofHours(2);

    private final CloudWatchSettings settings;
    private final List<PublishedMetric> metrics;
    private final Map<String, Double> counters = new HashMap<>();
    private Map<Series, Statistics> open = new HashMap<>();
    private Instant start;

    Accumulator(CloudWatchSettings settings, Instant start) {
        this.settings = settings;
        this.metrics = PublishedMetrics.ALL.stream()
                .filter(metric -> settings.metrics().includes(metric.name()))
                .toList();
        this.start = start;
    }

    /** Adds the readings of one poll; one without a task adds nothing. */
    synchronized void add(Observation observation) {
        observation.task().ifPresent(task -> {
            Dimensions dimensions = Dimensions.of(task.task(), settings.byTask());
            metrics.forEach(metric ->
                    metric.readings().apply(observation).forEach(reading -> add(metric, reading, dimensions)));
            forget(task);
        });
    }

    /** The period until {@code now}; a new one begins. */
    synchronized Period close(Instant now) {
        Instant oldest = now.minus(MOST_LATE);
        Period closed = new Period(start.isBefore(oldest) ? oldest : start, open);
        open = new HashMap<>();
        start = now;
        return closed;
    }

    /** Takes back what could not be published, to go with the present period. */
    synchronized void giveBack(Period failed) {
        failed.statistics().forEach((series, statistics) -> open.merge(series, statistics, Statistics::and));
        start = failed.start().isBefore(start) ? failed.start() : start;
    }

    private void add(PublishedMetric metric, PublishedMetric.Reading reading, Dimensions dimensions) {
        double value = metric.cumulative() ? increase(metric, reading) : reading.value();
        Series series = new Series(metric.name(), metric.unit(), dimensions.of(reading.container()));
        open.merge(series, Statistics.of(metric.cumulative(), value), Statistics::and);
    }

    /** Since the reading before; 0 at the first, and at one that fell, which is a new beginning. */
    private double increase(PublishedMetric metric, PublishedMetric.Reading reading) {
        Double before = counters.put(metric.name() + " " + reading.source(), reading.value());
        return before == null || reading.value() < before ? 0 : reading.value() - before;
    }

    /** Counters of containers that left the task are kept no longer. */
    private void forget(MeasuredTask task) {
        Set<String> ids = new HashSet<>();
        task.containers().stream()
                .map(MeasuredContainer::container)
                .forEach(container -> ids.add(container.dockerId()));
        counters.keySet().removeIf(key -> !ids.contains(key.split(" ", -1)[1]));
    }
}
