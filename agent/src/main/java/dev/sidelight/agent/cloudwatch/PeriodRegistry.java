package dev.sidelight.agent.cloudwatch;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's registry for CloudWatch, which names, schedules and batches, with a gauge for each series of the period
 * that is published: registered when a series appears, removed when it goes.
 */
final class PeriodRegistry extends CloudWatchMeterRegistry {

    private static final String SUFFIX = ".value";

    private final Accumulator accumulator;
    private final StatisticsClient client;
    private final PublishMeters outcomes;
    private final InstantSource time;
    private final int mostMetrics;
    /** Confined to the thread that publishes. */
    private final Map<Series, Gauge> gauges = new HashMap<>();

    PeriodRegistry(
            CloudWatchConfig config,
            StatisticsClient client,
            Accumulator accumulator,
            PublishMeters outcomes,
            InstantSource time,
            int mostMetrics) {
        super(
                config,
                Clock.SYSTEM,
                client,
                Thread.ofPlatform().daemon().name("cloudwatch").factory());
        this.accumulator = accumulator;
        this.client = client;
        this.outcomes = outcomes;
        this.time = time;
        this.mostMetrics = mostMetrics;
        config().namingConvention(new Verbatim());
    }

    /** Closes the period and publishes it. */
    @Override
    public void publish() {
        Period period = accumulator.close(time.instant());
        if (period.statistics().size() > mostMetrics) {
            outcomes.failed(
                    PublishOutcome.OVER_BUDGET,
                    period.statistics().size() + " metrics, more than the " + mostMetrics + " that are allowed");
            return;
        }
        client.begin(period);
        show(period);
        super.publish();
    }

    private void show(Period period) {
        gauges.entrySet().removeIf(entry -> {
            boolean gone = period.of(entry.getKey()).isEmpty();
            if (gone) {
                remove(entry.getValue());
            }
            return gone;
        });
        period.statistics().keySet().forEach(series -> gauges.computeIfAbsent(series, this::gauge));
    }

    /** Its value is the client's to put in. */
    private Gauge gauge(Series series) {
        List<Tag> tags = series.dimensions().entrySet().stream()
                .map(entry -> Tag.of(entry.getKey(), entry.getValue()))
                .toList();
        return Gauge.builder(series.metric(), () -> 0)
                .tags(tags)
                .baseUnit(series.unit())
                .strongReference(true)
                .register(this);
    }

    /** CloudWatch's names as they are: Micrometer appends .value to a gauge's. */
    private static final class Verbatim implements NamingConvention {

        @Override
        public String name(String name, Meter.Type type, @Nullable String baseUnit) {
            return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        }

        @Override
        public String tagKey(String key) {
            return key;
        }
    }
}
