package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.fault.Fault;
import dev.sidelight.emulator.fault.FaultPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way the endpoint can fail: the agent stays up, says it once, counts it, and recovers by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    /** Two intervals of 1 s, and what a shared machine may add. */
    private static final Duration TWO_INTERVALS = Duration.ofSeconds(4);

    private static final Duration STALE = Duration.ofSeconds(25);

    private final Emulator emulator;
    private final BuiltAgent agent;

    FaultsTest(@TempDir Path folder) throws Exception {
        emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
        agent = BuiltAgent.start(emulator.uri(), Map.of());
    }

    @BeforeAll
    void awaitFirstStats() {
        agent.awaitHealthy();
        await().atMost(STALE)
                .until(() ->
                        agent.scrape().value("ecs_container_cpu_usage_vcpus").isPresent());
    }

    @AfterAll
    void stop() {
        agent.close();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, refused",
        "404, client_error",
        "429, throttled",
        "500, server_error",
        "500-empty-object, server_error",
        "empty-reply, disconnected",
        "truncated, disconnected",
        "stall, timeout",
        "stall-body, timeout",
        "slow, timeout",
        "not-json, malformed"
    })
    void faultIsCountedSaidOnceAndOvercome(String fault, String outcome) throws Exception {
        double counted = polls("task", outcome);
        int said = lines(" fails: ");
        int over = lines(" answers again ");

        emulator.set(Fault.of(fault));
        await().atMost(Duration.ofSeconds(8))
                .until(() -> polls("task", outcome) >= counted + 2 && polls("stats", outcome) >= 2);
        assertThat(agent.scrape().value("sidelight_endpoint_up", "path=\"task\""))
                .hasValue(0);
        assertThat(agent.scrape().value("sidelight_endpoint_up", "path=\"stats\""))
                .hasValue(0);
        assertThat(agent.scrape().hasTask())
                .as("the answer before still counts")
                .isTrue();
        assertThat(agent.get("/health").statusCode()).isEqualTo(200);
        emulator.clearFaults();

        await().atMost(TWO_INTERVALS).until(() -> up("task") && up("stats"));
        assertThat(lines(" fails: ") - said)
                .as("one line for each of the two paths")
                .isEqualTo(2);
        assertThat(lines(" answers again ") - over).isEqualTo(2);
        assertThat(agent.process().isAlive()).isTrue();
    }

    @Test
    void wrongTypesAreNoTask() throws Exception {
        double counted = polls("task", "malformed");
        emulator.set(Fault.WRONG_TYPES, FaultPath.TASK);
        await().atMost(Duration.ofSeconds(8)).until(() -> polls("task", "malformed") > counted);
        emulator.clearFaults();
        await().atMost(TWO_INTERVALS).until(() -> up("task"));
    }

    @Test
    void wrongTypesOfStatsAreAbsentValues() throws Exception {
        emulator.set(Fault.WRONG_TYPES, FaultPath.STATS);
        await().atMost(TWO_INTERVALS)
                .until(() ->
                        agent.scrape().value("ecs_container_memory_usage_bytes").isEmpty());
        assertThat(agent.scrape().value("ecs_container_known_status")).hasValue(1);
        emulator.clearFaults();
        await().atMost(TWO_INTERVALS)
                .until(() ->
                        agent.scrape().value("ecs_container_memory_usage_bytes").isPresent());
    }

    @ParameterizedTest
    @CsvSource({"fallen-counters", "clock-back"})
    void rateAfterASetBackIsASoundOneAgain(String fault) throws Exception {
        emulator.set(Fault.of(fault), FaultPath.STATS);
        await().atMost(Duration.ofSeconds(8))
                .until(() ->
                        agent.scrape().value("ecs_container_cpu_usage_vcpus").isPresent());
        assertThat(agent.scrape().value("ecs_container_cpu_usage_vcpus").orElseThrow())
                .isBetween(0.0, 3.0);
        emulator.clearFaults();
        await().atMost(TWO_INTERVALS)
                .until(() ->
                        agent.scrape().value("ecs_container_cpu_usage_vcpus").isPresent());
    }

    @Test
    void hungTaskIsNotServedAsFresh() throws Exception {
        emulator.set(Fault.STALL_BODY, FaultPath.TASK);
        await().atMost(STALE).until(() -> !agent.scrape().hasTask());
        assertThat(agent.get("/health").statusCode()).isEqualTo(503);
        assertThat(agent.get("/health").body()).contains("no answer from /task for more than 15 s: timeout");
        assertThat(agent.get("/api/task").body()).doesNotContain("containers");
        emulator.clearFaults();
        await().atMost(TWO_INTERVALS).until(() -> agent.scrape().hasTask());
        assertThat(agent.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void staleStatsLeaveTheLifecycle() throws Exception {
        emulator.set(Fault.SERVER_ERROR, FaultPath.STATS);
        await().atMost(STALE)
                .until(() -> agent.scrape()
                        .value("sidelight_stats_missing", "reason=\"endpoint\"")
                        .isPresent());
        Scrape scrape = agent.scrape();
        assertThat(scrape.value("ecs_container_known_status")).hasValue(1);
        assertThat(scrape.value("ecs_container_memory_usage_bytes")).isEmpty();
        assertThat(agent.get("/health").statusCode()).isEqualTo(200);
        assertThat(agent.get("/health").body()).contains("no answer from /task/stats for more than 15 s");
        emulator.clearFaults();
        await().atMost(TWO_INTERVALS)
                .until(() ->
                        agent.scrape().value("ecs_container_memory_usage_bytes").isPresent());
    }

    private double polls(String path, String outcome) throws Exception {
        return agent.scrape()
                .value("sidelight_polls_total", "path=\"" + path + "\"", "outcome=\"" + outcome + "\"")
                .orElseThrow();
    }

    private boolean up(String path) throws Exception {
        return agent.scrape()
                        .value("sidelight_endpoint_up", "path=\"" + path + "\"")
                        .orElseThrow()
                == 1;
    }

    private int lines(String containing) {
        return (int)
                agent.log().stream().filter(line -> line.contains(containing)).count();
    }
}
