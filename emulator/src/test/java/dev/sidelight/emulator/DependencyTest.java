package dev.sidelight.emulator;

import static dev.sidelight.emulator.TaskText.SIDE;
import static dev.sidelight.emulator.TaskText.SLEEP;
import static dev.sidelight.emulator.TaskText.after;
import static dev.sidelight.emulator.TaskText.container;
import static dev.sidelight.emulator.TaskText.health;
import static dev.sidelight.emulator.TaskText.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that wait for others, ten times as fast as at ECS. */
class DependencyTest {
    private static final int TIMES_FASTER = 10;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsProc() {
        LiveView.needsProc();
    }

    @Test
    void startWaitsForTheStart() throws Exception {
        Path go = folder.resolve("go");
        try (LiveView view = start(
                container("app", SLEEP + after("middle", "START")),
                container("middle", SLEEP + after("first", "SUCCESS")),
                container("first", waiting(go, 0)))) {
            view.awaitKnown("first", "RUNNING");
            assertThat(view.known("app")).isEqualTo("PULLED");
            assertThat(view.container("app").has("CreatedAt")).isFalse();
            Files.createFile(go);
            view.awaitKnown("app", "RUNNING");
            assertThat(view.time("app", "StartedAt")).isAfter(view.time("middle", "StartedAt"));
        }
    }

    @Test
    void completeWaitsForAnyExit() throws Exception {
        Path go = folder.resolve("go");
        try (LiveView view =
                start(container("app", SLEEP + after("init", "COMPLETE")), container("init", waiting(go, 4)))) {
            view.awaitKnown("init", "RUNNING");
            assertThat(view.known("app")).isEqualTo("PULLED");
            Files.createFile(go);
            view.awaitKnown("app", "RUNNING");
            assertThat(view.container("init").path("ExitCode").asInt()).isEqualTo(4);
            assertThat(view.time("app", "StartedAt")).isAfter(view.time("init", "FinishedAt"));
        }
    }

    @Test
    void successWaitsForExitCodeZero() throws Exception {
        Path go = folder.resolve("go");
        try (LiveView view =
                start(container("app", SLEEP + after("init", "SUCCESS")), container("init", waiting(go, 0)))) {
            view.awaitKnown("init", "RUNNING");
            assertThat(view.known("app")).isEqualTo("PULLED");
            assertThat(view.task().path("KnownStatus").asText()).isEqualTo("CREATED");
            Files.createFile(go);
            view.awaitKnown("app", "RUNNING");
            assertThat(view.task().path("KnownStatus").asText()).isEqualTo("RUNNING");
        }
    }

    @Test
    void healthyWaitsForTheCheckAndContainersStopInReverse() throws Exception {
        Path ready = folder.resolve("ready");
        String check = health("\"CMD-SHELL\", \"test -e " + ready + "\"", ", \"retries\": 1");
        try (LiveView view = start(container("app", SLEEP + after("db", "HEALTHY")), container("db", SLEEP + check))) {
            view.awaitHealth("db", "UNHEALTHY");
            assertThat(view.known("app")).isEqualTo("PULLED");
            Files.createFile(ready);
            view.awaitKnown("app", "RUNNING");
            view.emulator().stopTask();
            assertThat(view.time("app", "FinishedAt")).isBefore(view.time("db", "FinishedAt"));
        }
    }

    @Test
    void startTimeoutOfWhatIsWaitedForCountsAndNoOther() throws Exception {
        String both = ", \"dependsOn\": [{\"containerName\": \"quick\", \"condition\": \"START\"},"
                + "{\"containerName\": \"init\", \"condition\": \"SUCCESS\"}]";
        try (LiveView view = start(
                container("app", SLEEP + both),
                container("quick", SLEEP + ", \"startTimeout\": 2"),
                container("init", shell("sleep 1") + SIDE))) {
            view.awaitKnown("app", "RUNNING");
        }
        try (LiveView view = start(
                container("app", SLEEP + after("init", "COMPLETE")),
                container("init", SLEEP + SIDE + ", \"startTimeout\": 5"))) {
            view.awaitKnown("app", "STOPPED");
            view.awaitKnown("init", "STOPPED");
        }
    }

    @Test
    void dependencyThatCanNoLongerBeMetStopsTheTask() throws Exception {
        try (LiveView view =
                start(container("app", SLEEP + after("init", "SUCCESS")), container("init", shell("exit 4") + SIDE))) {
            view.awaitKnown("app", "STOPPED");
            view.awaitKnown("init", "STOPPED");
            assertThat(view.task().path("KnownStatus").asText()).isEqualTo("STOPPED");
            assertThat(view.container("app").has("ExitCode")).isFalse();
        }
    }

    /** Ends with this code once the file is there. */
    private static String waiting(Path file, int code) {
        return shell("while [ ! -e " + file + " ]; do sleep 0.05; done; exit " + code) + SIDE;
    }

    private LiveView start(String... containers) throws Exception {
        return LiveView.start(folder, TIMES_FASTER, containers);
    }
}
