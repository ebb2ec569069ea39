package dev.sidelight.agent.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.json.JsonText;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes by lines on standard output in the embedded metric format, which the awslogs driver carries: one of each
 * dimension set and step. A metric's value is the period's mean; its extremes lie beside it as fields of the log.
 */
final class EmfPublisher implements Publisher {

    private final CloudWatchSettings settings;
    private final PublishMeters meters;
    private final InstantSource time;
    private final PrintStream out;
    private final Accumulator accumulator;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cloudwatch").factory());

    EmfPublisher(CloudWatchSettings settings, MeterRegistry own, InstantSource time, PrintStream out) {
        this.settings = settings;
        this.meters = new PublishMeters(own);
        this.time = time;
        this.out = out;
        this.accumulator = new Accumulator(settings, time.instant());
    }

    /** Starts to write, a step from now and then each. */
    EmfPublisher start() {
        long step = settings.step().toMillis();
        Future<?> _ = executor.scheduleAtFixedRate(this::publish, step, step, TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public void take(Observation observation) {
        accumulator.add(observation);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        publish();
    }

    void publish() {
        Period period = accumulator.close(time.instant());
        int count = period.statistics().size();
        if (count > settings.mostMetrics()) {
            meters.failed(
                    PublishOutcome.OVER_BUDGET,
                    count + " metrics, more than the " + settings.mostMetrics() + " that are allowed");
            return;
        }
        Map<String, ObjectNode> events = new TreeMap<>();
        period.statistics()
                .forEach((series, statistics) -> add(
                        events.computeIfAbsent(series.dimensions().toString(), _ -> event(series, period)),
                        series,
                        statistics));
        events.values().forEach(event -> out.println(JsonText.write(event)));
        if (count > 0) {
            meters.succeeded(count, time.instant());
        }
    }

    private ObjectNode event(Series series, Period period) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode aws = event.putObject("_aws").put("Timestamp", period.start().toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", settings.namespace());
        ArrayNode dimensions = directive.putArray("Dimensions").addArray();
        directive.putArray("Metrics");
        series.dimensions().forEach((name, value) -> {
            dimensions.add(name);
            event.put(name, value);
        });
        return event;
    }

    private void add(ObjectNode event, Series series, Statistics statistics) {
        ((ArrayNode) event.path("_aws").path("CloudWatchMetrics").path(0).path("Metrics"))
                .addObject()
                .put("Name", series.metric())
                .put("Unit", series.unit())
                .put("StorageResolution", settings.resolution());
        event.put(series.metric(), statistics.value());
        if (!statistics.increase() && statistics.count() > 1) {
            event.put(series.metric() + "Minimum", statistics.minimum());
            event.put(series.metric() + "Maximum", statistics.maximum());
        }
    }
}
