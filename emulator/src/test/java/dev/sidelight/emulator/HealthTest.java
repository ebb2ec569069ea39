package dev.sidelight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import dev.sidelight.emulator.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Health checks, dependencies, restarts and limits, ten times as fast as at ECS. */
class HealthTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SLEEP = "\"command\": [\"sleep\", \"1000\"]";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    }

    @Test
    void checkDecidesAndItsRecoveryIsSeen() throws Exception {
        Path sick = folder.resolve("sick");
        String check = "\"CMD-SHELL\", \"echo looked; test ! -e " + sick + "\"";
        try (Emulator emulator = start(container("app", SLEEP + health(check, "\"retries\": 2")))) {
            assertThat(named(task(emulator), "app").has("Health")).isTrue();
            assertThat(named(task(emulator), "app").path("Health").has("status"))
                    .isFalse();
            awaitStatus(emulator, "app", "HEALTHY");
            assertThat(named(task(emulator), "app")
                            .path("Health")
                            .path("output")
                            .asText())
                    .isEqualTo("looked\n");
            assertThat(named(task(emulator), "app").path("Health").has("exitCode"))
                    .isFalse();
            Files.createFile(sick);
            awaitStatus(emulator, "app", "UNHEALTHY");
            assertThat(named(task(emulator), "app")
                            .path("Health")
                            .path("exitCode")
                            .asInt())
                    .isEqualTo(1);
            Files.delete(sick);
            awaitStatus(emulator, "app", "HEALTHY");
        }
    }

    @Test
    void checkThatTakesTooLongIsKilledAndFails() throws Exception {
        String check = "\"CMD\", \"sleep\", \"1000\"";
        try (Emulator emulator = start(container("app", SLEEP + health(check, "\"retries\": 1, \"timeout\": 2")))) {
            awaitStatus(emulator, "app", "UNHEALTHY");
            JsonNode health = named(task(emulator), "app").path("Health");
            assertThat(health.path("exitCode").asInt()).isEqualTo(-1);
            assertThat(health.path("output").asText()).isEqualTo("Health check exceeded timeout (2s)");
        }
    }

    @Test
    void probesEndWithTheirContainer() throws Exception {
        String check = "\"CMD-SHELL\", \"sleep 1000 & echo $! > " + folder.resolve("pid") + "; sleep 1000\"";
        LiveOptions slow = options(container("app", SLEEP + health(check, "\"timeout\": 60")))
                .faster(2);
        try (Emulator emulator = Emulator.live(slow)) {
            await().atMost(SOON).ignoreExceptions().until(this::probedRuns);
            emulator.stopTask();
            await().atMost(SOON).ignoreExceptions().until(() -> !probedRuns());
            assertThat(named(task(emulator), "app").path("Health").has("status"))
                    .isFalse();
        }
    }

    @Test
    void whatAProbeLeavesBehindEndsWithIt() throws Exception {
        String check = "\"CMD-SHELL\", \"echo left; sleep 1000 & echo $! > " + folder.resolve("pid") + "\"";
        try (Emulator emulator = start(container("app", SLEEP + health(check, "\"retries\": 1")))) {
            awaitStatus(emulator, "app", "HEALTHY");
            await().atMost(SOON).ignoreExceptions().until(() -> !probedRuns());
            assertThat(output(emulator, "app")).isEqualTo("left\n");
        }
    }

    @Test
    void failuresInTheStartPeriodDoNotCount() throws Exception {
        String check = "\"CMD-SHELL\", \"exit 3\"";
        try (Emulator emulator = start(
                container("slow", SLEEP + health(check, "\"retries\": 1, \"startPeriod\": 300")),
                container("quick", SLEEP + health(check, "\"retries\": 3")))) {
            awaitStatus(emulator, "quick", "UNHEALTHY");
            assertThat(named(task(emulator), "slow").path("Health").has("status"))
                    .isFalse();
        }
    }

    @Test
    void containersWaitForWhatTheyDependOn() throws Exception {
        Path ready = folder.resolve("ready");
        try (Emulator emulator = start(
                container(
                        "last", SLEEP + ", \"dependsOn\": [" + on("init", "SUCCESS") + "," + on("db", "HEALTHY") + "]"),
                container("init", "\"essential\": false, \"command\": [\"sh\", \"-c\", \"sleep 0.3\"]"),
                container("db", SLEEP + health("\"CMD-SHELL\", \"test -e " + ready + "\"", "\"retries\": 10")))) {
            await().atMost(SOON)
                    .until(() -> named(task(emulator), "init")
                            .path("KnownStatus")
                            .asText()
                            .equals("STOPPED"));
            assertThat(named(task(emulator), "last").path("KnownStatus").asText())
                    .isEqualTo("PULLED");
            assertThat(task(emulator).path("KnownStatus").asText()).isEqualTo("CREATED");
            Files.createFile(ready);
            await().atMost(SOON)
                    .until(() -> named(task(emulator), "last")
                            .path("KnownStatus")
                            .asText()
                            .equals("RUNNING"));
            emulator.stopTask();
            assertThat(Instant.parse(
                            named(task(emulator), "last").path("FinishedAt").asText()))
                    .isBefore(Instant.parse(
                            named(task(emulator), "db").path("FinishedAt").asText()));
        }
    }

    @Test
    void startTimeoutOfWhatIsWaitedForCountsAndNoOther() throws Exception {
        try (Emulator emulator = start(
                container(
                        "app", SLEEP + ", \"dependsOn\": [" + on("quick", "START") + "," + on("init", "SUCCESS") + "]"),
                container("quick", SLEEP + ", \"startTimeout\": 2"),
                container("init", shell("sleep 1") + ", \"essential\": false"))) {
            awaitKnown(emulator, "app", "RUNNING");
        }
        try (Emulator emulator = start(
                container("app", SLEEP + ", \"dependsOn\": [" + on("init", "COMPLETE") + "]"),
                container("init", SLEEP + ", \"essential\": false, \"startTimeout\": 5"))) {
            awaitKnown(emulator, "app", "STOPPED");
            awaitKnown(emulator, "init", "STOPPED");
        }
    }

    @Test
    void dependencyThatCanNoLongerBeMetStopsTheTask() throws Exception {
        try (Emulator emulator = start(
                container("app", SLEEP + ", \"dependsOn\": [" + on("init", "SUCCESS") + "]"),
                container("init", "\"essential\": false, \"command\": [\"sh\", \"-c\", \"exit 4\"]"))) {
            await().atMost(SOON)
                    .until(() -> task(emulator).path("KnownStatus").asText().equals("STOPPED"));
            assertThat(named(task(emulator), "app").has("ExitCode")).isFalse();
        }
    }

    @Test
    void restartPolicyStartsAgainUnlessTheCodeIsIgnoredOrItRanTooShortly() throws Exception {
        String policy =
                ", \"essential\": false, \"restartPolicy\": {\"enabled\": true, \"restartAttemptPeriod\": 60, \"ignoredExitCodes\": [7]}";
        LiveOptions fast = options(
                        container("main", SLEEP),
                        container("loops", shell("sleep 1; exit 1") + policy),
                        container("ignored", shell("sleep 1; exit 7") + policy),
                        container("short", shell("exit 1") + policy))
                .faster(100);
        try (Emulator emulator = Emulator.live(fast)) {
            await().atMost(SOON)
                    .until(() ->
                            named(task(emulator), "loops").path("RestartCount").asInt() >= 2);
            assertThat(named(task(emulator), "loops").path("KnownStatus").asText())
                    .isEqualTo("RUNNING");
            assertThat(named(task(emulator), "ignored").path("ExitCode").asInt())
                    .isEqualTo(7);
            assertThat(named(task(emulator), "ignored").path("RestartCount").asInt(-1))
                    .isZero();
            assertThat(named(task(emulator), "short").path("KnownStatus").asText())
                    .isEqualTo("STOPPED");
            assertThat(named(task(emulator), "main").has("RestartCount")).isFalse();
        }
    }

    @Test
    void containerOverItsMemoryIsKilled() throws Exception {
        String leaking =
                "{\"name\": \"leaking\", \"image\": \"sidelight/demo-worker\", \"essential\": false, \"memory\": 96, \"command\": [\"--cpu\", \"0.01\", \"--memory\", \"200m\"]}";
        try (Emulator emulator = start(container("main", SLEEP), leaking)) {
            await().atMost(SOON)
                    .until(() ->
                            named(task(emulator), "leaking").path("ExitCode").asInt() == 137);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"healthCheck\": {\"command\": [\"CMD\", \"true\"], \"interval\": 1, \"retries\": 11} | interval is 1: 5 to 300 is right",
                "\"healthCheck\": {\"command\": []} | command is missing",
                "\"healthCheck\": {\"command\": [\"CMD-SHELL\", \"a\", \"b\"]} | has 2 texts after CMD-SHELL",
                "\"dependsOn\": [{\"containerName\": \"none\", \"condition\": \"START\"}] | there is no container of that name",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"HEALTHY\"}] | HEALTHY needs a healthCheck there",
                "\"dependsOn\": [{\"containerName\": \"app\", \"condition\": \"START\"}] | in a circle",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"READY\"}] | \"READY\" is unknown",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"COMPLETE\"}] | COMPLETE needs \"essential\": false",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"SUCCESS\"}] | SUCCESS needs \"essential\": false",
                "\"healthCheck\": \"curl -f localhost\" | an object is right",
                "\"restartPolicy\": {} | enabled is missing",
                "\"restartPolicy\": {\"enabled\": false, \"ignoredExitCodes\": [256]} | from 0 to 255",
                "\"restartPolicy\": {\"enabled\": true, \"restartAttemptPeriod\": 5} | is 5: 60 to 1800 is right",
            })
    void faultsOfADefinitionAreSaid(String member, String fault) {
        assertThatThrownBy(() -> options(container("app", SLEEP + ", " + member), container("other", SLEEP)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void scenarioIsReadAndSaysWhatWillBeSeen(Scenario scenario) throws Exception {
        assertThat(scenario.definition(LaunchType.FARGATE, 9000).containers())
                .isNotEmpty()
                .first()
                .satisfies(web -> assertThat(web.command()).contains("9000"));
        assertThat(MAPPER.readTree(scenario.policy("http://10.0.0.1:9000")).toString())
                .doesNotContain("${");
        assertThat(scenario.about()).isNotBlank();
        assertThat(Scenario.of(scenario.label())).hasValue(scenario);
    }

    /** Whether the process runs whose id a check has written; one that only waits to be reaped does not. */
    private boolean probedRuns() throws IOException {
        Path stat = Path.of("/proc", Files.readString(folder.resolve("pid")).strip(), "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private Emulator start(String... containers) throws Exception {
        return Emulator.live(options(containers).faster(10));
    }

    private LiveOptions options(String... containers) throws InvalidDefinition {
        String json = "{\"family\": \"test\", \"networkMode\": \"host\", \"containerDefinitions\": ["
                + String.join(",", containers) + "]}";
        return LiveOptions.of(DefinitionReader.read("test", json, Optional.of(LaunchType.EC2)), LaunchType.EC2)
                .sampledEvery(Duration.ofMillis(250))
                .with(NetworkChoice.HOST)
                .loggedTo(folder);
    }

    private static String container(String name, String more) {
        return "{\"name\": \"" + name + "\", \"image\": \"busybox\", " + more + "}";
    }

    private static String health(String command, String more) {
        return ", \"healthCheck\": {\"command\": [" + command + "], \"interval\": 5, " + more + "}";
    }

    private static String on(String container, String condition) {
        return "{\"containerName\": \"" + container + "\", \"condition\": \"" + condition + "\"}";
    }

    private static String shell(String script) {
        return "\"command\": [\"sh\", \"-c\", \"" + script + "\"]";
    }

    private static void awaitStatus(Emulator emulator, String container, String status) {
        await().atMost(SOON)
                .until(() -> named(task(emulator), container)
                        .path("Health")
                        .path("status")
                        .asText()
                        .equals(status));
    }

    private static String output(Emulator emulator, String container) throws IOException {
        return named(task(emulator), container).path("Health").path("output").asText();
    }

    private static void awaitKnown(Emulator emulator, String container, String status) {
        await().atMost(SOON)
                .until(() -> named(task(emulator), container)
                        .path("KnownStatus")
                        .asText()
                        .equals(status));
    }

    private static JsonNode named(JsonNode task, String name) {
        for (JsonNode one : task.path("Containers")) {
            if (one.path("Name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no container " + name);
    }

    private static JsonNode task(Emulator emulator) throws IOException {
        return MAPPER.readTree(
                RawClient.get(URI.create(emulator.uri() + "/task")).body());
    }
}
