package dev.sidelight.agent.cloudwatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** How publishing goes: counted by outcome, and said when it changes. Any thread may report. */
final class PublishMeters {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.cloudwatch");

    private final MeterRegistry registry;
    private final Counter datums;
    private final AtomicReference<Double> lastSuccess = new AtomicReference<>(Double.NaN);
    private final AtomicReference<PublishOutcome> last = new AtomicReference<>(PublishOutcome.SUCCESS);

    PublishMeters(MeterRegistry registry) {
        this.registry = registry;
        this.datums = Counter.builder("sidelight.cloudwatch.datums")
                .description("Metric datums that CloudWatch has taken.")
                .register(registry);
        Gauge.builder("sidelight.cloudwatch.last.success.timestamp", lastSuccess, AtomicReference::get)
                .description("When CloudWatch last took a publish, in seconds since the epoch.")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        for (PublishOutcome outcome : PublishOutcome.values()) {
            publishes(outcome);
        }
    }

    void succeeded(int count, Instant now) {
        publishes(PublishOutcome.SUCCESS).increment();
        datums.increment(count);
        lastSuccess.set((double) now.getEpochSecond());
        PublishOutcome before = last.getAndSet(PublishOutcome.SUCCESS);
        if (before != PublishOutcome.SUCCESS) {
            LOG.log(Level.INFO, "CloudWatch takes metrics again, after {0}", before.label());
        }
    }

    void failed(PublishOutcome outcome, String message) {
        publishes(outcome).increment();
        boolean again = last.getAndSet(outcome) == outcome;
        LOG.log(
                again ? Level.DEBUG : Level.WARNING,
                "publishing to CloudWatch fails: {0}: {1}; {2}",
                outcome.label(),
                message,
                outcome.cure());
    }

    /** The registry gives the same counter for the same tags. */
    private Counter publishes(PublishOutcome outcome) {
        return Counter.builder("sidelight.cloudwatch.publishes")
                .description("Publishes to CloudWatch, by how they ended.")
                .tag("outcome", outcome.label())
                .register(registry);
    }
}
