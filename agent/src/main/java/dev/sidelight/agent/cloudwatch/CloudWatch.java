package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.metric.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Publishing to CloudWatch. Nothing of it, nor of the AWS SDK, is loaded unless it is enabled. */
public final class CloudWatch implements AutoCloseable {

    /** What the last publish may take when the agent stops. */
    private static final long LAST_PUBLISH_MILLIS = 5_000;

    private final Publisher publisher;

    private CloudWatch(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Starts to publish as {@code settings} say; {@code own} takes the meters of how that goes. */
    public static CloudWatch start(CloudWatchSettings settings, MeterRegistry own) {
        InstantSource time = InstantSource.system();
        return new CloudWatch(
                switch (settings.mode()) {
                    case API -> new ApiPublisher(settings, own, time, ApiPublisher.taskRole());
                    case EMF -> new EmfPublisher(settings, own, time, System.out).start();
                });
    }

    /** Takes one poll's observation. */
    public void take(Observation observation) {
        publisher.take(observation);
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
