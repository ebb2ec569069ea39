package dev.sidelight.emulator;

import static dev.sidelight.emulator.LiveView.SOON;
import static dev.sidelight.emulator.TaskText.SIDE;
import static dev.sidelight.emulator.TaskText.SLEEP;
import static dev.sidelight.emulator.TaskText.container;
import static dev.sidelight.emulator.TaskText.health;
import static dev.sidelight.emulator.TaskText.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restart policies a hundred times as fast as at ECS, so that 60 s of them are 600 ms; and memory limits. */
class RestartTest {
    private static final int TIMES_FASTER = 100;

    private static final String POLICY =
            ", \"restartPolicy\": {\"enabled\": true, \"restartAttemptPeriod\": 60," + " \"ignoredExitCodes\": [7]}";

    /** Of 18 s here, which no machine is too slow for. */
    private static final String LONG_POLICY = POLICY.replace("60", "1800");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsProc() {
        LiveView.needsProc();
    }

    @Test
    void containerStartsAgainUnlessTheCodeIsIgnoredOrItRanTooShortly() throws Exception {
        try (LiveView view = start(
                container("main", SLEEP),
                container("loops", shell("sleep 1; exit 1") + SIDE + POLICY),
                container("ignored", shell("sleep 1; exit 7") + SIDE + POLICY),
                container("short", shell("exit 1") + SIDE + LONG_POLICY))) {
            assertThat(view.container("loops").path("RestartCount").isInt()).isTrue();
            JsonNode loops = awaitRestarts(view, "loops", 2);
            assertThat(loops.path("KnownStatus").asText()).isEqualTo("RUNNING");
            assertThat(loops.has("ExitCode")).isFalse();
            view.awaitKnown("ignored", "STOPPED");
            assertThat(view.container("ignored").path("ExitCode").asInt()).isEqualTo(7);
            assertThat(view.container("ignored").path("RestartCount").asInt(-1)).isZero();
            view.awaitKnown("short", "STOPPED");
            assertThat(view.container("short").path("RestartCount").asInt(-1)).isZero();
            assertThat(view.container("main").has("RestartCount")).isFalse();
        }
    }

    @Test
    void essentialContainerStartsAgainInPlaceOfTheTasksEnd() throws Exception {
        try (LiveView view = start(container("main", shell("sleep 1; exit 1") + POLICY))) {
            // One answer each: a slow machine may be in the next run by the time of another question.
            JsonNode before = view.container("main");
            JsonNode after =
                    awaitRestarts(view, "main", before.path("RestartCount").asInt() + 1);
            assertThat(time(after, "StartedAt")).isAfter(time(before, "StartedAt"));
            assertThat(time(after, "CreatedAt")).isEqualTo(time(before, "CreatedAt"));
            assertThat(view.task().path("DesiredStatus").asText()).isEqualTo("RUNNING");
        }
    }

    @Test
    void cpuTimeGoesOnOverRestarts() throws Exception {
        String busy = "timeout 1 sh -c 'while :; do :; done'; exit 1";
        try (LiveView view = start(container("main", SLEEP), container("busy", shell(busy) + SIDE + POLICY))) {
            AtomicLong last = new AtomicLong();
            // More than one run of a second can take, and never less than before.
            await().atMost(SOON).until(() -> {
                long now = cpu(view, "busy");
                assertThat(now).isGreaterThanOrEqualTo(last.getAndSet(now));
                return now > 1_500_000_000L;
            });
        }
    }

    @Test
    void healthBeginsAnewWithEachStart() throws Exception {
        Path told = folder.resolve("told");
        String once = shell("[ -e " + told + " ] && exec sleep 1000; until [ -e " + told
                + " ]; do sleep 0.05; done; sleep 1; exit 1");
        String check = health("\"CMD\", \"true\"", "");
        try (LiveView view = start(container("main", once + POLICY + check))) {
            view.awaitHealth("main", "HEALTHY");
            Instant since = since(view);
            Files.createFile(told);
            awaitRestarts(view, "main", 1);
            await().atMost(SOON).ignoreExceptions().until(() -> since(view).isAfter(since));
        }
    }

    @Test
    void stoppedTaskStartsNothingAgain() throws Exception {
        List<Long> pids;
        try (LiveView view =
                start(container("main", shell("trap 'exit 1' TERM; while :; do sleep 0.05; done") + POLICY))) {
            await().atMost(SOON).until(() -> view.emulator().pidsOf("main").size() > 1);
            await().atMost(SOON)
                    .until(() ->
                            Instant.now().isAfter(view.time("main", "StartedAt").plusMillis(700)));
            view.emulator().stopTask();
            assertThat(view.known("main")).isEqualTo("STOPPED");
            assertThat(view.container("main").path("RestartCount").asInt(-1)).isZero();
            pids = view.emulator().pidsOf("main");
        }
        assertThat(pids).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"--memory\", \"200m\"", "\"--leak\", \"20m\""})
    void containerOverItsMemoryIsKilled(String much) throws Exception {
        String leaking = SIDE.substring(2) + ", \"memory\": 96, \"command\": [\"--cpu\", \"0.01\", " + much + "]";
        try (LiveView view =
                start(container("main", SLEEP), TaskText.image("leaking", "sidelight/demo-worker", leaking))) {
            await().atMost(SOON)
                    .until(() -> view.container("leaking").path("ExitCode").asInt() == 137);
            assertThat(view.known("main")).isEqualTo("RUNNING");
        }
    }

    private static Instant since(LiveView view) throws IOException {
        return Instant.parse(view.health("main").path("statusSince").asText());
    }

    private static long cpu(LiveView view, String container) throws IOException {
        return view.stats(container)
                .path("cpu_stats")
                .path("cpu_usage")
                .path("total_usage")
                .asLong();
    }

    /** The answer that first shows so many. */
    private static JsonNode awaitRestarts(LiveView view, String container, int least) {
        return await().atMost(SOON)
                .until(
                        () -> view.container(container),
                        one -> one.path("RestartCount").asInt() >= least);
    }

    private static Instant time(JsonNode container, String field) {
        return Instant.parse(container.path(field).asText());
    }

    private LiveView start(String... containers) throws Exception {
        return LiveView.start(folder, TIMES_FASTER, containers);
    }
}
