package dev.sidelight.acceptance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built agent, a live task, a task role's credentials, and CloudWatch's side of the wire. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudWatchTest {

    private static final ObjectMapper CBOR = new CBORMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final byte[] EMPTY_MAP = {(byte) 0xa0};

    @TempDir
    private Path folder = Path.of("");

    private final WireMockServer aws = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true));

    CloudWatchTest() {
        aws.start();
        aws.stubFor(post(urlPathMatching("/service/.*"))
                .willReturn(aResponse()
                        .withHeader("smithy-protocol", "rpc-v2-cbor")
                        .withHeader("Content-Type", "application/cbor")
                        .withBody(EMPTY_MAP)));
    }

    @AfterEach
    void stop() {
        aws.stop();
    }

    @Test
    void numbersOfTheTaskArriveAndCredentialsRotate() throws Exception {
        credentials("AKIDFIRST");
        try (Emulator emulator = Tasks.start(Tasks.WEB_AND_WORKER, LaunchType.FARGATE, folder);
                BuiltAgent agent = BuiltAgent.start(emulator.uri(), variables())) {
            agent.awaitHealthy();
            await().atMost(SOON).until(() -> !sent("AKIDFIRST").isEmpty());
            credentials("AKIDSECOND");
            await().atMost(SOON).until(() -> !sent("AKIDSECOND").isEmpty());
            JsonNode worker = sent("AKIDSECOND").getLast();
            assertThat(worker.path("StorageResolution").asInt()).isEqualTo(1);
            double published = worker.path("StatisticValues").path("Sum").asDouble();
            double scraped = agent.scrape()
                    .value("ecs_container_cpu_usage_vcpus", "worker")
                    .orElseThrow();
            assertThat(published / 1024)
                    .as("CPU units against vCPU on /metrics")
                    .isCloseTo(scraped, within(0.15));
            assertThat(agent.get("/metrics").body())
                    .containsPattern("sidelight_cloudwatch_publishes_total\\{outcome=\"success\"} [1-9]");
            assertThat(agent.log()).anyMatch(line -> line.contains("metrics to CloudWatch, by list price about US$"));
            assertThat(SickTask.MAPPER
                            .readTree(agent.get("/api/task").body())
                            .path("cloudwatch")
                            .path("metrics")
                            .asInt())
                    .isEqualTo(28);

            int before = sent("AKIDSECOND").size();
            awaitPoll(agent);
            agent.terminate();
            assertThat(sent("AKIDSECOND")).as("a last publish at SIGTERM").hasSizeGreaterThan(before);
        }
    }

    @Test
    void nothingOfTheSdkIsLoadedWhileItIsOff() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
                BuiltAgent agent = BuiltAgent.start(
                        emulator.uri(), Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded))) {
            agent.awaitHealthy();
            agent.scrape();
            agent.terminate();
        }
        assertThat(Files.readString(loaded))
                .contains("dev.sidelight.agent.Main")
                .doesNotContain("software.amazon.awssdk")
                .doesNotContain("io.micrometer.cloudwatch2")
                .doesNotContain("dev.sidelight.agent.cloudwatch.ApiPublisher")
                .doesNotContain("dev.sidelight.agent.cloudwatch.Accumulator");
    }

    @Test
    void missingTaskRoleIsSaidWithItsCureAndMetricsAreServed() throws Exception {
        Map<String, String> variables = new HashMap<>(variables());
        variables.remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
                BuiltAgent agent = BuiltAgent.start(emulator.uri(), variables)) {
            agent.awaitHealthy();
            await().atMost(SOON)
                    .until(() -> agent.log().stream()
                            .anyMatch(line -> line.contains("publishing to CloudWatch fails: credentials")
                                    && line.contains("give the task a task role")));
            assertThat(agent.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(agent.log()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** Until another poll has ended, so that there is something to publish. */
    private static void awaitPoll(BuiltAgent agent) throws Exception {
        double last =
                agent.scrape().value("sidelight_last_poll_timestamp_seconds").orElseThrow();
        await().atMost(SOON)
                .until(() -> agent.scrape()
                                .value("sidelight_last_poll_timestamp_seconds")
                                .orElse(0)
                        > last);
    }

    private Map<String, String> variables() {
        return Map.of(
                "SIDELIGHT_CLOUDWATCH_ENABLED",
                "true",
                "SIDELIGHT_CLOUDWATCH_STEP",
                "10s",
                "SIDELIGHT_CLOUDWATCH_ENDPOINT",
                "http://127.0.0.1:" + aws.port(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + aws.port() + "/credentials");
    }

    /** As the ECS agent serves a task role's: they end so soon that each publish asks anew. */
    private void credentials(String key) {
        aws.stubFor(get(urlPathEqualTo("/credentials"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"AccessKeyId\":\"" + key
                                + "\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\""
                                + Instant.now().plusSeconds(20) + "\"}")));
    }

    /** The datums of the worker's CPU that were signed with this key. */
    private List<JsonNode> sent(String key) throws IOException {
        List<JsonNode> datums = new ArrayList<>();
        for (var event : aws.getAllServeEvents().reversed()) {
            var request = event.getRequest();
            if (!String.valueOf(request.getHeader("Authorization")).contains("Credential=" + key + "/")) {
                continue;
            }
            byte[] body = request.getBody();
            byte[] plain = "gzip".equals(request.getHeader("Content-Encoding"))
                    ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                    : body;
            for (JsonNode datum : CBOR.readTree(plain).path("MetricData")) {
                if (datum.path("MetricName").asText().equals("ContainerCpuUtilized")
                        && datum.path("Dimensions").toString().contains("worker")) {
                    datums.add(datum);
                }
            }
        }
        return datums;
    }
}
