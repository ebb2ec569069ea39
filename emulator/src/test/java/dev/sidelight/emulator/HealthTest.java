package dev.sidelight.emulator;

import static dev.sidelight.emulator.LiveView.SOON;
import static dev.sidelight.emulator.TaskText.SLEEP;
import static dev.sidelight.emulator.TaskText.container;
import static dev.sidelight.emulator.TaskText.health;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health checks as processes, ten times as fast as at ECS. */
class HealthTest {
    private static final int TIMES_FASTER = 10;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsProc() {
        LiveView.needsProc();
    }

    @Test
    void checkDecidesAndItsRecoveryIsSeen() throws Exception {
        Path sick = folder.resolve("sick");
        String check = "\"CMD-SHELL\", \"echo looked; test ! -e " + sick + "\"";
        try (LiveView view = start(container("app", SLEEP + health(check, ", \"retries\": 2")))) {
            assertThat(view.container("app").has("Health")).isTrue();
            assertThat(view.health("app").has("status")).isFalse();
            view.awaitHealth("app", "HEALTHY");
            assertThat(view.health("app").path("output").asText()).isEqualTo("looked\n");
            assertThat(view.health("app").has("exitCode")).isFalse();
            String since = view.health("app").path("statusSince").asText();
            Files.createFile(sick);
            view.awaitHealth("app", "UNHEALTHY");
            assertThat(view.health("app").path("exitCode").asInt()).isEqualTo(1);
            assertThat(Instant.parse(view.health("app").path("statusSince").asText()))
                    .isAfter(Instant.parse(since));
            Files.delete(sick);
            view.awaitHealth("app", "HEALTHY");
        }
    }

    @Test
    void checkThatTakesTooLongIsKilledAndFails() throws Exception {
        String check = "\"CMD\", \"sleep\", \"1000\"";
        try (LiveView view = start(container("app", SLEEP + health(check, ", \"retries\": 1, \"timeout\": 2")))) {
            view.awaitHealth("app", "UNHEALTHY");
            assertThat(view.health("app").path("exitCode").asInt()).isEqualTo(-1);
            assertThat(view.health("app").path("output").asText()).isEqualTo("Health check exceeded timeout (2s)");
        }
    }

    @Test
    void commandWithoutAShellIsTakenWordByWord() throws Exception {
        try (LiveView view = start(container("app", SLEEP + health("\"CMD\", \"echo\", \"$HOME || exit 1\"", "")))) {
            view.awaitHealth("app", "HEALTHY");
            assertThat(view.health("app").path("output").asText()).isEqualTo("$HOME || exit 1\n");
        }
    }

    @Test
    void checkHasTheContainersEnvironmentAndFolder() throws Exception {
        String app = SLEEP
                + ", \"environment\": [{\"name\": \"WORD\", \"value\": \"said\"}], \"workingDirectory\": \"/usr\"";
        String check = "\"CMD-SHELL\", \"echo $WORD $(pwd) $HOSTNAME ${ECS_CONTAINER_METADATA_URI_V4%/*}\"";
        try (LiveView view = start(container("app", app + health(check, "")))) {
            view.awaitHealth("app", "HEALTHY");
            String endpoint = "http://127.0.0.1:" + view.emulator().uri().getPort() + "/v4";
            assertThat(view.health("app").path("output").asText()).isEqualTo("said /usr app " + endpoint + "\n");
        }
    }

    @Test
    void checkSeesTheContainersNetwork() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/sbin/ip")));
        String json = "{\"family\": \"test\", \"networkMode\": \"awsvpc\", \"cpu\": \"256\", \"memory\": \"512\","
                + "\"containerDefinitions\": ["
                + container("app", SLEEP + health("\"CMD\", \"cat\", \"/proc/net/dev\"", "")) + "]}";
        LiveOptions options = LiveOptions.of(
                        DefinitionReader.read("test", json, Optional.of(LaunchType.FARGATE)), LaunchType.FARGATE)
                .faster(10);
        try (LiveView view = LiveView.of(options)) {
            assumeTrue(!view.emulator().hostOf("app").equals("127.0.0.1"), "no namespaces here");
            view.awaitHealth("app", "HEALTHY");
            assertThat(view.health("app").path("output").asText())
                    .contains("eth1:")
                    .doesNotContain("slh");
        }
    }

    @Test
    void outputIsCutTo1024Bytes() throws Exception {
        String check = "\"CMD-SHELL\", \"head -c 300000 /dev/zero | tr '\\\\0' x\"";
        try (LiveView view = start(container("app", SLEEP + health(check, "")))) {
            view.awaitHealth("app", "HEALTHY");
            assertThat(view.health("app").path("output").asText()).isEqualTo("x".repeat(1024));
        }
    }

    @Test
    void probesComeAnIntervalAfterTheStartAndAfterEachOther() throws Exception {
        Path times = folder.resolve("times");
        String check = "\"CMD-SHELL\", \"date +%s%3N >> " + times + "; sleep 0.3; date +%s%3N >> " + times + "\"";
        try (LiveView view = start(container("app", SLEEP + health(check, "")))) {
            await().atMost(SOON)
                    .until(() -> Files.exists(times) && millis(times).size() >= 5);
            List<Long> all = millis(times);
            long started = view.time("app", "StartedAt").toEpochMilli();
            assertThat(all.getFirst() - started).isGreaterThanOrEqualTo(499);
            assertThat(all.get(2) - all.get(1)).isGreaterThanOrEqualTo(499);
            assertThat(all.get(4) - all.get(3)).isGreaterThanOrEqualTo(499);
        }
    }

    @Test
    void noCheckIsNoHealth() throws Exception {
        String none = ", \"healthCheck\": {\"command\": [\"NONE\"]}";
        try (LiveView view = start(container("app", SLEEP + none), container("other", SLEEP))) {
            view.awaitKnown("other", "RUNNING");
            assertThat(view.container("app").has("Health")).isFalse();
            assertThat(view.container("other").has("Health")).isFalse();
        }
    }

    @Test
    void probesEndWithTheirContainer() throws Exception {
        String check = "\"CMD-SHELL\", \"sleep 1000 & echo $! > " + folder.resolve("pid") + "; sleep 1000\"";
        LiveOptions slow = TaskText.options(folder, container("app", SLEEP + health(check, ", \"timeout\": 60")))
                .faster(2);
        try (LiveView view = LiveView.of(slow)) {
            await().atMost(SOON).ignoreExceptions().until(this::probedRuns);
            view.emulator().stopTask();
            await().atMost(SOON).ignoreExceptions().until(() -> !probedRuns());
            assertThat(view.health("app").has("status")).isFalse();
        }
    }

    @Test
    void whatAProbeLeavesBehindEndsWithIt() throws Exception {
        String check = "\"CMD-SHELL\", \"echo left; sleep 1000 & echo $! > " + folder.resolve("pid") + "\"";
        try (LiveView view = start(container("app", SLEEP + health(check, ", \"retries\": 1")))) {
            view.awaitHealth("app", "HEALTHY");
            await().atMost(SOON).ignoreExceptions().until(() -> !probedRuns());
            assertThat(view.health("app").path("output").asText()).isEqualTo("left\n");
        }
    }

    @Test
    void failuresInTheStartPeriodDoNotCount() throws Exception {
        String check = "\"CMD-SHELL\", \"exit 3\"";
        try (LiveView view = start(
                container("slow", SLEEP + health(check, ", \"retries\": 1, \"startPeriod\": 300")),
                container("quick", SLEEP + health(check, ", \"retries\": 3")))) {
            view.awaitHealth("quick", "UNHEALTHY");
            assertThat(view.health("slow").has("status")).isFalse();
        }
    }

    @Test
    void commandThatCannotBeStartedFails() throws Exception {
        String check = "\"CMD\", \"/no/such/probe\"";
        try (LiveView view = start(container("app", SLEEP + health(check, ", \"retries\": 1")))) {
            view.awaitHealth("app", "UNHEALTHY");
            JsonNode health = view.health("app");
            assertThat(health.path("exitCode").asInt()).isGreaterThan(0);
            assertThat(health.path("output").asText()).contains("/no/such/probe");
        }
    }

    /** Whether the process runs whose id a check has written; one that only waits to be reaped does not. */
    private boolean probedRuns() throws IOException {
        Path stat = Path.of("/proc", Files.readString(folder.resolve("pid")).strip(), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private static List<Long> millis(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Long::valueOf).toList();
    }

    private LiveView start(String... containers) throws Exception {
        return LiveView.start(folder, TIMES_FASTER, containers);
    }
}
