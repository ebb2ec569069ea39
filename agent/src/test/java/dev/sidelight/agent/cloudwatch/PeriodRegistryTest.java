package dev.sidelight.agent.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.config.NameFilter;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.TaskSnapshot;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** A day of publishes, on a moved clock. */
class PeriodRegistryTest {

    private static final int MINUTES_PER_DAY = 24 * 60;

    private final AtomicLong minute = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    /** Takes every second publish. */
    private final class EverySecond implements CloudWatchAsyncClient {

        @Override
        public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
            if (minute.get() % 2 == 1) {
                return CompletableFuture.failedFuture(new IllegalStateException("as asked"));
            }
            sent.addAndGet(request.metricData().size());
            return CompletableFuture.completedFuture(
                    PutMetricDataResponse.builder().build());
        }

        @Override
        public String serviceName() {
            return "cloudwatch";
        }

        @Override
        public void close() {}
    }

    @Test
    void metersAndThreadsStayFlatWhileContainersAreReplaced() throws Exception {
        CloudWatchSettings settings = new CloudWatchSettings(
                CloudWatchSettings.Mode.API,
                "n",
                Duration.ofMinutes(1),
                false,
                NameFilter.ALL,
                100,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
        Accumulator accumulator = new Accumulator(settings, now());
        PublishMeters outcomes = new PublishMeters(new SimpleMeterRegistry());
        StatisticsClient client = new StatisticsClient(new EverySecond(), accumulator, outcomes, this::now, 60);
        CloudWatchConfig config = Map.of("cloudwatch.namespace", "n", "cloudwatch.enabled", "false")::get;
        PeriodRegistry registry = new PeriodRegistry(config, client, accumulator, outcomes, this::now, 100);
        publish(accumulator, registry);
        int threads = Thread.activeCount();
        while (minute.incrementAndGet() < MINUTES_PER_DAY) {
            publish(accumulator, registry);
            // A period that failed brings the container before along: two at the most.
            assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(6);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        registry.close();
        assertThat(sent.get()).isGreaterThan(MINUTES_PER_DAY);
    }

    private void publish(Accumulator accumulator, PeriodRegistry registry) throws Exception {
        accumulator.add(observation("app-" + minute.get() / 5));
        registry.publish();
    }

    private Instant now() {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute.get()));
    }

    private static Observation observation(String name) throws Exception {
        String task =
                "{\"TaskARN\":\"arn:aws:ecs:eu-west-1:1:task/c/t\",\"Cluster\":\"c\",\"Family\":\"f\",\"Containers\":[{\"DockerId\":\""
                        + name + "\",\"Name\":\"" + name + "\",\"KnownStatus\":\"RUNNING\",\"RestartCount\":0}]}";
        String stats = "{\"" + name + "\":{\"read\":\"2026-05-04T10:00:00Z\",\"memory_stats\":{\"usage\":1048576}}}";
        Decoder decoder = new Decoder();
        Moment at = Observed.START;
        TaskSnapshot snapshot = new TaskSnapshot(
                at,
                decoder.task(task.getBytes(StandardCharsets.UTF_8)),
                Optional.of(new TaskSnapshot.Stats(at, decoder.stats(stats.getBytes(StandardCharsets.UTF_8)))));
        PathStatus up = PathStatus.UNKNOWN.succeeded(at);
        return Observation.none(at, Duration.ofSeconds(5), _ -> true, Observed.HEALTH)
                .next(at, up, up, Optional.of(MeasuredTask.first(snapshot)), Observed.HEALTH);
    }
}
