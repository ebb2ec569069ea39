package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.metric.Billing;
import dev.sidelight.agent.metric.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Publishing to CloudWatch. Nothing of it, nor of the AWS SDK, is loaded unless it is enabled. */
public final class CloudWatch implements AutoCloseable {

    /** What the last publish may take when the agent stops. */
    private static final long LAST_PUBLISH_MILLIS = 5_000;

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.cloudwatch");

    private final CloudWatchSettings settings;
    private final Publisher publisher;
    private final AtomicReference<Optional<Billing>> billing = new AtomicReference<>(Optional.empty());

    private CloudWatch(CloudWatchSettings settings, Publisher publisher) {
        this.settings = settings;
        this.publisher = publisher;
    }

    /** Starts to publish as {@code settings} say; {@code own} takes the meters of how that goes. */
    public static CloudWatch start(CloudWatchSettings settings, MeterRegistry own) {
        InstantSource time = InstantSource.system();
        return new CloudWatch(
                settings,
                switch (settings.mode()) {
                    case API -> new ApiPublisher(settings, own, time, ApiPublisher.taskRole());
                    case EMF -> new EmfPublisher(settings, own, time, System.out).start();
                });
    }

    /** Takes one poll's observation; with the first task says what it will be billed. */
    public void take(Observation observation) {
        if (billing.get().isEmpty() && observation.task().isPresent()) {
            Billing estimate = Estimate.of(settings, observation.containers().size());
            billing.set(Optional.of(estimate));
            LOG.log(
                    Level.INFO,
                    "publishes up to {0} metrics to CloudWatch, by list price about US$ {1} a month for the service (each of"
                            + " its tasks if the task is a dimension), and US$ {2} for each task''s requests",
                    Long.toString(estimate.metrics()),
                    String.format(Locale.ROOT, "%.2f", estimate.metricsUsd()),
                    String.format(Locale.ROOT, "%.2f", estimate.requestsUsd()));
        }
        publisher.take(observation);
    }

    /** The estimate; absent before the first task. */
    public Optional<Billing> billing() {
        return billing.get();
    }

    /** Publishes what there is; after a while the stop does not wait for it any more. */
    @Override
    public void close() {
        Thread last = Thread.ofPlatform().daemon().name("cloudwatch-last").start(publisher::close);
        try {
            last.join(LAST_PUBLISH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
