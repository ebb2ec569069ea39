package dev.sidelight.agent.prometheus;

import dev.sidelight.agent.metric.Catalogue;
import dev.sidelight.agent.metric.Metric;
import dev.sidelight.agent.metric.Metric.Sample;
import dev.sidelight.agent.metric.Observation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes Prometheus's snapshots of an observation, by the catalogue. Constant metrics: nothing is registered for a
 * container, so nothing goes stale when it leaves.
 */
final class ObservedCollector implements MultiCollector {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.prometheus");
    private static final long NO_CREATED_TIMESTAMP = 0;

    private final Supplier<Observation> observation;
    private final MeterRegistry registry;
    private final List<Metric> metrics;
    private final Set<String> failedBefore = new HashSet<>();

    ObservedCollector(Supplier<Observation> observation, MeterRegistry registry) {
        this(observation, registry, Catalogue.METRICS);
    }

    ObservedCollector(Supplier<Observation> observation, MeterRegistry registry, List<Metric> metrics) {
        this.observation = observation;
        this.registry = registry;
        this.metrics = metrics;
    }

    @Override
    public MetricSnapshots collect() {
        Observation observed = observation.get();
        List<MetricSnapshot> snapshots = new ArrayList<>(metrics.size());
        for (Metric metric : metrics) {
            try {
                List<Sample> samples = metric.samples().apply(observed).toList();
                if (!samples.isEmpty()) {
                    snapshots.add(snapshot(metric, samples));
                }
            } catch (RuntimeException e) {
                lost(metric, e);
            }
        }
        return new MetricSnapshots(snapshots);
    }

    /** A metric that cannot be read is lost, counted and said once; the page is served without it. */
    private void lost(Metric metric, RuntimeException failure) {
        Counter.builder("sidelight.metric.failures")
                .description("Times that a metric could not be read and was left out of the page.")
                .tag("metric", metric.name())
                .register(registry)
                .increment();
        if (failedBefore.add(metric.name())) {
            LOG.log(Level.ERROR, metric.name() + " cannot be read and is left out; please report this", failure);
        }
    }

    private static MetricSnapshot snapshot(Metric metric, List<Sample> samples) {
        return switch (metric.kind()) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata(metric, "_total"),
                        samples.stream()
                                .map(sample -> new CounterDataPointSnapshot(
                                        sample.value(), labels(metric, sample), null, NO_CREATED_TIMESTAMP))
                                .toList());
            case GAUGE ->
                new GaugeSnapshot(
                        metadata(metric, ""),
                        samples.stream()
                                .map(sample -> new GaugeDataPointSnapshot(sample.value(), labels(metric, sample), null))
                                .toList());
            case INFO ->
                new InfoSnapshot(
                        metadata(metric, "_info"),
                        samples.stream()
                                .map(sample ->
                                        new InfoDataPointSnapshot(Labels.of(metric.labels(), sample.labelValues())))
                                .toList());
        };
    }

    private static MetricMetadata metadata(Metric metric, String suffix) {
        String name = metric.name();
        return new MetricMetadata(name.substring(0, name.length() - suffix.length()), metric.help());
    }

    /** The labels that have a value: Prometheus takes an empty label for an absent one. */
    private static Labels labels(Metric metric, Sample sample) {
        Labels labels = Labels.EMPTY;
        for (int i = 0; i < metric.labels().size(); i++) {
            if (!sample.labelValues().get(i).isEmpty()) {
                labels = labels.add(metric.labels().get(i), sample.labelValues().get(i));
            }
        }
        return labels;
    }
}
