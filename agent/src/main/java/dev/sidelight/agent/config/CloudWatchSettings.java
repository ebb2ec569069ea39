package dev.sidelight.agent.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How numbers are published to CloudWatch.
 *
 * @param byTask whether {@code TaskId} is a dimension, which makes each task's metrics new ones
 * @param metrics which of them are published
 * @param mostMetrics refuse to publish more
 * @param endpoint in place of AWS's own
 * @param metricPrice US dollars of a metric for a month, in place of the list's
 * @param region that of {@code AWS_REGION}; absent where that is not set, and then the task's
 */
public record CloudWatchSettings(
        Mode mode,
        String namespace,
        Duration step,
        boolean byTask,
        NameFilter metrics,
        int mostMetrics,
        Optional<URI> endpoint,
        Optional<String> region,
        OptionalDouble metricPrice) {

    /** Which way. */
    public enum Mode {
        /** {@code PutMetricData}. */
        API,
        /** Lines in the embedded metric format on standard output, for the awslogs driver. */
        EMF
    }

    /** CloudWatch's storage resolution in seconds. */
    public int resolution() {
        return step.compareTo(Duration.ofMinutes(1)) < 0 ? 1 : 60;
    }
}
