package dev.sidelight.agent.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.agent.Golden;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.config.NameFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The real AWS SDK against CloudWatch's side of the wire. */
class ApiPublisherTest {

    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

    private final FakeCloudWatch cloudWatch = new FakeCloudWatch();
    private final SimpleMeterRegistry own = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T10:00:00Z"));

    @AfterEach
    void stop() {
        cloudWatch.close();
    }

    @ParameterizedTest
    @CsvSource({"fargate, 2", "ec2-bridge, 1"})
    void recordingGivesTheDatumsOfContainerInsights(String recording, int polls) throws Exception {
        try (ApiPublisher publisher = publisher(settings(cloudWatch.uri(), Duration.ofSeconds(60), 100))) {
            for (int poll = 1; poll <= polls; poll++) {
                publisher.take(Observed.of(recording, poll));
            }
            publish(publisher);
        }
        assertThat(cloudWatch.paths())
                .containsExactly("/service/GraniteServiceVersion20100801/operation/PutMetricData");
        Golden.assertIs(
                Path.of("src/test/resources/dev/sidelight/agent", recording, "cloudwatch.txt"),
                String.join("\n", cloudWatch.datums()) + "\n");
        assertThat(publishes("success")).isEqualTo(1);
        assertThat(own.get("sidelight.cloudwatch.datums").counter().count())
                .isEqualTo(cloudWatch.datums().size());
    }

    @Test
    void shortStepIsHighResolution() throws Exception {
        try (ApiPublisher publisher = publisher(settings(cloudWatch.uri(), Duration.ofSeconds(10), 100))) {
            publisher.take(Observed.of("fargate", 1));
            publish(publisher);
        }
        assertThat(cloudWatch.datums())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith(" /1"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, Throttling, throttled",
        "400, ThrottlingException, throttled",
        "403, AccessDeniedException, access_denied",
        "400, AccessDenied, access_denied",
        "403, ExpiredTokenException, expired",
        "400, InvalidParameterValueException, invalid",
        "500, InternalServiceFault, server_error",
    })
    void failureIsCountedByItsReasonAndMergedIntoTheNext(int status, String code, String outcome) throws Exception {
        try (ApiPublisher publisher = publisher(settings(cloudWatch.uri(), Duration.ofSeconds(60), 100))) {
            cloudWatch.fail(status, code);
            publisher.take(Observed.of("fargate", 1));
            publisher.publish();
            await().until(() -> publishes(outcome) == 1);
            cloudWatch.succeed();
            cloudWatch.forget();
            pass();
            publisher.take(Observed.of("fargate", 2));
            publish(publisher);
        }
        assertThat(cloudWatch.datums())
                .as("both polls, the failed period's start")
                .anySatisfy(line -> assertThat(line)
                        .contains(" MemoryUtilized{")
                        .contains("samples=1.00000")
                        .contains("@2026-05-04T10:00:00Z"));
    }

    @Test
    void threeFailedStepsGoWithTheFourth() throws Exception {
        try (ApiPublisher publisher = publisher(settings(cloudWatch.uri(), Duration.ofSeconds(60), 100))) {
            cloudWatch.fail(403, "AccessDeniedException");
            for (int step = 1; step <= 3; step++) {
                int failed = step;
                publisher.take(Observed.of("fargate", step == 2 ? 2 : 1));
                publisher.publish();
                await().until(() -> publishes("access_denied") == failed);
                pass();
            }
            cloudWatch.succeed();
            cloudWatch.forget();
            publisher.take(Observed.of("fargate", 1));
            publish(publisher);
        }
        assertThat(cloudWatch.datums())
                .as("the spike of the second step, and the start of the first")
                .anySatisfy(line -> assertThat(line)
                        .contains(" CpuUtilized{")
                        .contains("min=107.520 max=215.040 @2026-05-04T10:00:00Z"));
    }

    @Test
    void connectionThatIsResetIsTriedAgainAndSaid() throws Exception {
        cloudWatch.reset();
        assertFails("unreachable", KEYS, cloudWatch.uri());
        assertThat(cloudWatch.requests()).isGreaterThan(1);
    }

    @Test
    void nobodyWhoListensIsUnreachable() throws Exception {
        URI uri = cloudWatch.uri();
        cloudWatch.close();
        assertFails("unreachable", KEYS, uri);
    }

    @Test
    void stallInTheBodyEndsAtTheTimeout() throws Exception {
        cloudWatch.stall();
        assertFails("timeout", KEYS, cloudWatch.uri());
    }

    @Test
    void missingTaskRoleIsSaid() throws Exception {
        assertFails(
                "credentials",
                () -> {
                    throw SdkClientException.create(
                            "Unable to load credentials from any of the providers in the chain");
                },
                cloudWatch.uri());
    }

    @Test
    void moreMetricsThanAllowedAreRefusedWhole() throws Exception {
        try (ApiPublisher publisher = publisher(settings(cloudWatch.uri(), Duration.ofSeconds(60), 5))) {
            publisher.take(Observed.of("fargate", 1));
            publisher.publish();
            assertThat(publishes("over_budget")).isEqualTo(1);
            assertThat(cloudWatch.requests()).isZero();
        }
    }

    @Test
    void lastPeriodIsPublishedWhenTheAgentStops() throws Exception {
        ApiPublisher publisher = publisher(settings(cloudWatch.uri(), Duration.ofSeconds(60), 100));
        publisher.take(Observed.of("fargate", 1));
        publisher.close();
        assertThat(cloudWatch.datums()).isNotEmpty();
    }

    @Test
    void regionIsTheTasks() {
        assertThat(ApiPublisher.regionOf("arn:aws-cn:ecs:cn-north-1:1:task/c/i"))
                .hasValue("cn-north-1");
        assertThat(ApiPublisher.regionOf("t")).isEmpty();
    }

    private void assertFails(String outcome, AwsCredentialsProvider credentials, URI uri) throws Exception {
        ApiPublisher publisher =
                new ApiPublisher(settings(uri, Duration.ofSeconds(1), 100), own, now::get, credentials);
        publisher.take(Observed.of("fargate", 1));
        publisher.publish();
        await().atMost(Duration.ofSeconds(20)).until(() -> publishes(outcome) >= 1);
    }

    private ApiPublisher publisher(CloudWatchSettings settings) {
        return new ApiPublisher(settings, own, now::get, KEYS);
    }

    private static CloudWatchSettings settings(URI endpoint, Duration step, int most) {
        return new CloudWatchSettings(
                CloudWatchSettings.Mode.API,
                "ECS/Sidelight",
                step,
                false,
                NameFilter.ALL,
                most,
                Optional.of(endpoint),
                Optional.of("eu-west-1"),
                OptionalDouble.empty());
    }

    private void publish(ApiPublisher publisher) {
        double before = publishes("success");
        publisher.publish();
        await().until(() -> publishes("success") > before);
    }

    private void pass() {
        now.updateAndGet(moment -> moment.plusSeconds(60));
    }

    private double publishes(String outcome) {
        return own.get("sidelight.cloudwatch.publishes")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
