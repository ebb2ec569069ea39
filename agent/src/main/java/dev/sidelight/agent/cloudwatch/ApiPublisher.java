package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Task;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClientBuilder;

/** Publishes by {@code PutMetricData}. Begins with the first task that is observed, which names the Region. */
final class ApiPublisher implements Publisher {

    private static final Duration MOST_CALL = Duration.ofSeconds(30);
    private static final Duration MOST_ATTEMPT = Duration.ofSeconds(10);

    private final CloudWatchSettings settings;
    private final PublishMeters meters;
    private final InstantSource time;
    private final AwsCredentialsProvider credentials;
    private final Accumulator accumulator;
    /** Set by the poller, once. */
    private final AtomicReference<@Nullable PeriodRegistry> registry = new AtomicReference<>();

    ApiPublisher(
            CloudWatchSettings settings, MeterRegistry own, InstantSource time, AwsCredentialsProvider credentials) {
        this.credentials = credentials;
        this.settings = settings;
        this.meters = new PublishMeters(own);
        this.time = time;
        this.accumulator = new Accumulator(settings, time.instant());
    }

    @Override
    public void take(Observation observation) {
        accumulator.add(observation);
        if (registry.get() == null) {
            observation.task().flatMap(task -> region(task.task())).ifPresent(this::start);
        }
    }

    /** Publishes what there is, and ends. */
    @Override
    public void close() {
        PeriodRegistry running = registry.get();
        if (running != null) {
            running.close();
        }
    }

    /** Publishes now what there is; else the registry does at each step. */
    void publish() {
        PeriodRegistry running = registry.get();
        if (running != null) {
            running.publish();
        }
    }

    private void start(Region region) {
        StatisticsClient client =
                new StatisticsClient(client(region), accumulator, meters, time, settings.resolution());
        registry.set(new PeriodRegistry(config(), client, accumulator, meters, time, settings.mostMetrics()));
    }

    private CloudWatchAsyncClient client(Region region) {
        Duration most = settings.step().multipliedBy(4).dividedBy(5);
        Duration call = most.compareTo(MOST_CALL) < 0 ? most : MOST_CALL;
        CloudWatchAsyncClientBuilder builder = CloudWatchAsyncClient.builder()
                .region(region)
                .httpClient(new JdkHttpClient())
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> override.apiCallTimeout(call)
                        .apiCallAttemptTimeout(call.compareTo(MOST_ATTEMPT) < 0 ? call : MOST_ATTEMPT));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** The task role's, and before them what a local stack is given. */
    static AwsCredentialsProvider taskRole() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build());
    }

    private Optional<Region> region(Task task) {
        return settings.region().or(() -> regionOf(task.taskArn())).map(Region::of);
    }

    /** {@code arn:PARTITION:ecs:REGION:ACCOUNT:task/…}. */
    static Optional<String> regionOf(String taskArn) {
        String[] parts = taskArn.split(":", -1);
        return parts.length > 4 && !parts[3].isBlank() ? Optional.of(parts[3]) : Optional.empty();
    }

    private CloudWatchConfig config() {
        Map<String, String> values = Map.of(
                "cloudwatch.namespace",
                settings.namespace(),
                "cloudwatch.step",
                settings.step().toMillis() + "ms",
                "cloudwatch.batchSize",
                Integer.toString(CloudWatchConfig.MAX_BATCH_SIZE));
        return values::get;
    }
}
