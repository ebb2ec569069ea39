package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.program.Load;
import dev.sidelight.emulator.scenario.Scenario;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The emulator's scenarios, all played at the same time, each with the agent as its sidecar and health checks that call
 * the probe. ECS's times pass twenty times as fast; the policies' do not. The silent network has the agent outside: what a
 * sidecar asks the emulator would be traffic of the task's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScenariosTest {

    private static final int FASTER = 20;
    private static final int WEB_PORT = 8080;
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Map<Scenario, SickTask> tasks = new EnumMap<>(Scenario.class);
    private final Map<String, List<String>> statuses = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        for (Scenario scenario : EnumSet.complementOf(EnumSet.of(Scenario.SILENT))) {
            ObjectNode definition = (ObjectNode) SickTask.MAPPER.readTree(scenario.json(WEB_PORT));
            definition.path("containerDefinitions").forEach(container -> check((ObjectNode) container));
            Map<String, String> variables =
                    Map.of("SIDELIGHT_HEALTH_POLICY", scenario.policy("http://127.0.0.1:" + WEB_PORT));
            tasks.put(
                    scenario,
                    SickTask.start(
                            definition, variables, FASTER, Files.createDirectory(folder.resolve(scenario.label()))));
        }
        threads.add(Thread.ofVirtual().start(this::watch));
        tasks.values().forEach(SickTask::awaitAgent);
    }

    @AfterAll
    void stop() {
        threads.forEach(Thread::interrupt);
        tasks.values().forEach(SickTask::close);
    }

    @Test
    void leakIsPredictedThenReached() throws Exception {
        Change predicted = awaitChange(Scenario.LEAK, "worker", "unhealthy");
        assertThat(predicted.reason())
                .contains("at the trend of the last 60 s its limit is reached in ")
                .contains("of 512 MiB");
        assertThat(predicted.after(started(Scenario.LEAK, "worker"))).isBetween(60L, 95L);
        awaitStatuses(Scenario.LEAK, "worker", "HEALTHY", "UNHEALTHY");
        await().atMost(LONG)
                .until(() ->
                        task(Scenario.LEAK).container("worker").path("ExitCode").asInt() == 137);
        await().atMost(LONG)
                .until(() -> verdict(Scenario.LEAK, "worker")
                        .path("reason")
                        .asText()
                        .equals("it has stopped with exit code 137 (SIGKILL: most often out of memory)"));
        assertThat(task(Scenario.LEAK).json("/health/task").path("verdict").asText())
                .as("a container that has stopped was not essential")
                .isEqualTo("healthy");
    }

    @Test
    void crashLoopIsARestartLoop() throws Exception {
        Change loop = awaitChange(Scenario.CRASH_LOOP, "worker", "unhealthy");
        assertThat(loop.reason()).isEqualTo("restarted 3 times within 5 min, more than 2");
        awaitStatuses(Scenario.CRASH_LOOP, "worker", "UNHEALTHY");
    }

    @Test
    void hungServerIsSeenAndItsRecoveryToo() throws Exception {
        Change hung = awaitChange(Scenario.HUNG, "web", "unhealthy");
        assertThat(hung.reason()).startsWith("GET http://127.0.0.1:8080/healthz gave no whole answer within 1s, for ");
        assertThat(hung.after(started(Scenario.HUNG, "web"))).isBetween(25L, 45L);
        Change well = awaitChange(Scenario.HUNG, "web", "healthy", hung.at());
        assertThat(well.after(hung.at())).isGreaterThanOrEqualTo(10);
        awaitStatuses(Scenario.HUNG, "web", "HEALTHY", "UNHEALTHY", "HEALTHY");
    }

    @Test
    void silentNetworkDecidesTheTask(@TempDir Path folder) throws Exception {
        Scenario silent = Scenario.SILENT;
        try (Emulator emulator = Tasks.start(silent.json(WEB_PORT), LaunchType.FARGATE, folder);
                BuiltAgent agent = BuiltAgent.start(
                        emulator.uri(), Map.of("SIDELIGHT_HEALTH_POLICY", silent.policy("http://127.0.0.1")))) {
            agent.awaitHealthy();
            URI web = URI.create("http://" + emulator.hostOf("web") + ":" + WEB_PORT);
            Load.run(web, Duration.ofSeconds(30), silent.load());
            await().atMost(LONG).until(() -> agent.get("/health/task").statusCode() == 503);
            JsonNode task = SickTask.MAPPER.readTree(agent.get("/health/task").body());
            assertThat(task.path("reason").asText()).startsWith("no byte is received any more, for ");
            assertThat(agent.get("/health/containers/web").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saturatedCpuIsSeen() throws Exception {
        Change saturated = awaitChange(Scenario.CPU, "worker", "unhealthy");
        assertThat(saturated.reason()).matches("CPU is at \\d+ % of its limit of 0.25 vCPU, at or above 90 %, for .*");
        assertThat(saturated.after(started(Scenario.CPU, "worker"))).isBetween(15L, 45L);
        awaitStatuses(Scenario.CPU, "worker", "HEALTHY", "UNHEALTHY");
    }

    @Test
    void flappingServerDoesNotFlapTheVerdict() throws Exception {
        Instant watched = started(Scenario.FLAPPING, "web").plusSeconds(60);
        await().atMost(LONG).until(() -> Instant.now().isAfter(watched));
        assertThat(changes(Scenario.FLAPPING, "web")).extracting(Change::to).containsOnly("healthy");
        assertThat(statuses.get(Scenario.FLAPPING + " web")).doesNotContain("UNHEALTHY");
    }

    @Test
    void slowStartIsUnknownThenHealthy() throws Exception {
        Change well = awaitChange(Scenario.SLOW_START, "web", "healthy");
        assertThat(well.after(started(Scenario.SLOW_START, "web"))).isBetween(25L, 45L);
        assertThat(changes(Scenario.SLOW_START, "web")).extracting(Change::to).doesNotContain("unhealthy");
    }

    /** A change of a verdict, as the agent's history has it. */
    private record Change(Instant at, String to, String reason) {

        long after(Instant moment) {
            return Duration.between(moment, at).toSeconds();
        }
    }

    /** Every two seconds, in real time. */
    private static void check(ObjectNode container) {
        ObjectNode check = container
                .putObject("healthCheck")
                .put("interval", 2 * FASTER)
                .put("timeout", 60)
                .put("retries", 1);
        check.putArray("command")
                .add("CMD")
                .add(SickTask.PROBE)
                .add("--container")
                .add(container.path("name").asText());
        container
                .withArray("environment")
                .addObject()
                .put("name", "JAVA_HOME")
                .put("value", System.getProperty("java.home"));
    }

    /** Notes what ECS makes of each health check, each time that it changes. */
    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            tasks.forEach((scenario, task) -> task.statuses().forEach((container, status) -> {
                List<String> seen =
                        statuses.computeIfAbsent(scenario + " " + container, _ -> new CopyOnWriteArrayList<>());
                if (seen.isEmpty() || !seen.getLast().equals(status)) {
                    seen.add(status);
                }
            }));
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private SickTask task(Scenario scenario) {
        return Objects.requireNonNull(tasks.get(scenario));
    }

    private JsonNode verdict(Scenario scenario, String container) throws Exception {
        return task(scenario).json("/health/containers/" + container);
    }

    private Instant started(Scenario scenario, String container) throws Exception {
        return Instant.parse(
                task(scenario).container(container).path("StartedAt").asText());
    }

    private Change awaitChange(Scenario scenario, String container, String to) {
        return awaitChange(scenario, container, to, Instant.EPOCH);
    }

    private Change awaitChange(Scenario scenario, String container, String to, Instant after) {
        return await(scenario.label() + ": " + container + " is " + to)
                .atMost(LONG)
                .until(
                        () -> changes(scenario, container).stream()
                                .filter(change ->
                                        change.to().equals(to) && change.at().isAfter(after))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<Change> changes(Scenario scenario, String container) throws Exception {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : task(scenario).json("/api/task").path("changes")) {
            if (change.path("container").asText().equals(container)
                    && !change.path("gate").asBoolean()) {
                changes.add(new Change(
                        Instant.parse(change.path("at").asText()),
                        change.path("to").asText(),
                        change.path("reason").asText()));
            }
        }
        return changes;
    }

    /** That ECS has found these, in this order. */
    private void awaitStatuses(Scenario scenario, String container, String... expected) {
        await(scenario.label() + ": ECS finds " + container + " " + List.of(expected))
                .atMost(LONG)
                .untilAsserted(() ->
                        assertThat(statuses.get(scenario + " " + container)).containsSubsequence(expected));
    }
}
