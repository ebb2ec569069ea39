package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The health checks that docs/health.md recommends, run as ECS runs them, five times as fast. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GatingTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "health.md");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> GATES = List.of("curl", "wget", "probe", "marker");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void verdictIsActedOnAndTheAgentsOwnFailureIsNot() throws Exception {
        for (String tool : List.of("curl", "wget")) {
            if (!Files.isExecutable(Path.of("/usr/bin", tool))) {
                Skipping.skip("no " + tool + ": the health checks of docs/health.md");
            }
        }
        Path shared = Files.createDirectory(folder.resolve("health"));
        try (SickTask task = start(shared).awaitAgent()) {
            awaitGates(task, "UNHEALTHY");
            assertThat(task.container("probe").path("Health").path("output").asText())
                    .isEqualTo("unhealthy: it has stopped with exit code 3\n");
            assertThat(shared.resolve("app.unhealthy")).hasContent("it has stopped with exit code 3");
            assertThat(task.status("own")).isEqualTo("HEALTHY");
            assertThat(task.status("well")).isEqualTo("HEALTHY");

            task.signalAgent("STOP");
            Files.setLastModifiedTime(shared.resolve("app.unhealthy"), FileTime.from(Instant.EPOCH));
            awaitGates(task, "HEALTHY");
            awaitStatus(task, "own", "UNHEALTHY");
            assertThat(task.container("probe").path("Health").path("output").asText())
                    .startsWith("unknown: no whole answer");

            task.signalAgent("CONT");
            awaitGates(task, "UNHEALTHY");

            task.signalAgent("KILL");
            Files.setLastModifiedTime(shared.resolve("app.unhealthy"), FileTime.from(Instant.EPOCH));
            awaitGates(task, "HEALTHY");
            assertThat(task.container("probe").path("Health").path("output").asText())
                    .startsWith("unknown: no connection");
            awaitStatus(task, "own", "UNHEALTHY");
        }
    }

    private SickTask start(Path shared) throws Exception {
        ObjectNode app = SickTask.MAPPER.createObjectNode();
        app.put("name", "app").put("image", "busybox").put("essential", false);
        app.putArray("command").add("sh").add("-c").add("exit 3");
        ObjectNode well = gate("well", fragment("curl"), shared);
        ((ArrayNode) well.path("healthCheck").path("command"))
                .set(
                        1,
                        well.path("healthCheck")
                                .path("command")
                                .path(1)
                                .asText()
                                .replace("/app)", "/well)"));
        return SickTask.start(
                SickTask.definition(
                        app,
                        well,
                        gate("own", fragment("own"), shared),
                        gate("curl", fragment("curl"), shared),
                        gate("wget", fragment("wget"), shared),
                        gate("probe", fragment("probe"), shared),
                        gate("marker", fragment("marker"), shared)),
                Map.of("SIDELIGHT_HEALTH_DIR", shared.toString()),
                5,
                folder);
    }

    /** A container that sleeps, with a health check of the document; only paths and the waiting are this machine's. */
    private static ObjectNode gate(String name, JsonNode check, Path shared) throws IOException {
        String here = check.toString()
                .replace("/opt/sidelight", BuiltAgent.DISTRIBUTION.toString())
                .replace(
                        "/health/app.unhealthy", shared.resolve("app.unhealthy").toString());
        ObjectNode container = SickTask.MAPPER.createObjectNode();
        container.put("name", name).put("image", "busybox").put("stopTimeout", 2);
        container.putArray("command").add("sleep").add("1000");
        container
                .putArray("environment")
                .addObject()
                .put("name", "JAVA_HOME")
                .put("value", System.getProperty("java.home"));
        ObjectNode healthCheck = (ObjectNode) SickTask.MAPPER.readTree(here);
        healthCheck.put("timeout", 25).put("startPeriod", 0);
        container.set("healthCheck", healthCheck);
        return container;
    }

    private static JsonNode fragment(String name) throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("<!-- fragment: " + name + " -->");
        assertThat(start).as("a fragment %s in %s", name, DOCUMENT).isNotNegative();
        int begin = document.indexOf("```json\n", start) + "```json\n".length();
        return SickTask.MAPPER
                .readTree("{" + document.substring(begin, document.indexOf("```", begin)) + "}")
                .path("healthCheck");
    }

    private static void awaitGates(SickTask task, String status) {
        GATES.forEach(gate -> awaitStatus(task, gate, status));
    }

    private static void awaitStatus(SickTask task, String container, String status) {
        await(container + " is " + status)
                .atMost(SOON)
                .until(() -> task.status(container).equals(status));
    }
}
