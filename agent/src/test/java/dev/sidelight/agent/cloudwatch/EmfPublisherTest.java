package dev.sidelight.agent.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.config.NameFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EmfPublisherTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void linesHoldTheFormatsLimitsAndTheValues() throws Exception {
        List<JsonNode> events = events(100);
        assertThat(events).as("of the task and of each container").hasSize(3);
        Set<String> metrics = new TreeSet<>();
        for (JsonNode event : events) {
            JsonNode directive = event.path("_aws").path("CloudWatchMetrics").path(0);
            assertThat(event.path("_aws").path("Timestamp").asLong())
                    .isEqualTo(Instant.parse("2026-05-04T10:00:00Z").toEpochMilli());
            assertThat(directive.path("Namespace").asText()).isEqualTo("ECS/Sidelight");
            assertThat(directive.path("Dimensions")).hasSize(1);
            directive
                    .path("Dimensions")
                    .path(0)
                    .forEach(name ->
                            assertThat(event.path(name.asText()).asText()).isNotBlank());
            assertThat(directive.path("Metrics")).hasSizeBetween(1, 100);
            for (JsonNode metric : directive.path("Metrics")) {
                assertThat(event.path(metric.path("Name").asText()).isNumber()).isTrue();
                assertThat(metric.path("Unit").asText()).isNotBlank();
                assertThat(metric.path("StorageResolution").asInt()).isEqualTo(60);
                metrics.add(metric.path("Name").asText());
            }
        }
        assertThat(metrics).contains("CpuUtilized", "NetworkRxBytes", "ContainerMemoryUtilized", "RestartCount");
        JsonNode task = events.stream()
                .filter(one -> one.has("CpuUtilized"))
                .findFirst()
                .orElseThrow();
        assertThat(task.path("CpuUtilized").doubleValue()).isCloseTo((107.52 + 215.04) / 2, within(1e-3));
        assertThat(task.path("CpuUtilizedMaximum").doubleValue()).isCloseTo(215.04, within(1e-3));
    }

    @Test
    void moreMetricsThanAllowedAreRefusedWhole() throws Exception {
        assertThat(events(5)).isEmpty();
    }

    private static List<JsonNode> events(int most) throws Exception {
        CloudWatchSettings settings = new CloudWatchSettings(
                CloudWatchSettings.Mode.EMF,
                "ECS/Sidelight",
                Duration.ofSeconds(60),
                false,
                NameFilter.ALL,
                most,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EmfPublisher publisher = new EmfPublisher(
                settings,
                new SimpleMeterRegistry(),
                () -> Instant.parse("2026-05-04T10:00:00Z"),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        publisher.take(Observed.of("fargate", 1));
        publisher.take(Observed.of("fargate", 2));
        publisher.close();
        List<JsonNode> events = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            events.add(MAPPER.readTree(line));
        }
        return events;
    }
}
