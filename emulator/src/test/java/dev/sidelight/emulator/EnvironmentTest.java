package dev.sidelight.emulator;

import static dev.sidelight.emulator.TaskText.SIDE;
import static dev.sidelight.emulator.TaskText.SLEEP;
import static dev.sidelight.emulator.TaskText.container;
import static dev.sidelight.emulator.TaskText.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.emulator.environment.EnvironmentSources;
import dev.sidelight.emulator.environment.S3Folder;
import dev.sidelight.emulator.environment.SecretStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live tasks whose variables come from environment files and secrets. */
class EnvironmentTest {
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/db-AbCdEf";

    @TempDir
    private Path folder = Path.of("");

    private Path out = Path.of("");

    @BeforeAll
    static void needsProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    }

    @BeforeEach
    void writeSources() throws IOException {
        out = folder.resolve("out");
        Files.createDirectories(folder.resolve("bucket/prod"));
        Files.writeString(folder.resolve("bucket/prod/app.env"), "GREETING=\"hello $USER\"\nMODE=file\nEMPTY=\n");
        Files.writeString(
                folder.resolve("secrets.json"),
                "{\"secretsManager\": {\"" + SECRET
                        + "\": {\"user\": \"admin\"}}, \"parameterStore\": {\"/k\": \"v\"}}");
    }

    @Test
    void processSeesWhatWasFetched() throws Exception {
        String app = container(
                "app",
                shell("env > " + out + ".tmp; mv " + out + ".tmp " + out + "; exec sleep 1000")
                        + ", \"environment\": [{\"name\": \"MODE\", \"value\": \"own\"}]"
                        + files("bucket/prod/app.env") + secrets(SECRET + ":user::", "/k"));
        try (LiveView view = start(app)) {
            await().atMost(LiveView.SOON).until(() -> Files.exists(out));
            assertThat(Files.readAllLines(out))
                    .contains("GREETING=\"hello $USER\"", "MODE=own", "S0=admin", "S1=v")
                    .noneMatch(line -> line.startsWith("EMPTY"));
            assertThat(view.task().toString()).doesNotContain("admin").doesNotContain("hello");
            assertThat(view.emulator().stoppedReason()).isEmpty();
        }
    }

    @Test
    void healthCheckSeesWhatWasFetched() throws Exception {
        String app = container(
                "app", SLEEP + TaskText.health("\"CMD-SHELL\", \"test $S0 = v\"", ", \"retries\": 1") + secrets("/k"));
        try (LiveView view = start(app)) {
            view.awaitHealth("app", "HEALTHY");
        }
    }

    @Test
    void missingSecretEndsTheTaskBeforeAnyContainerStarts() throws Exception {
        String app = container("app", shell("touch " + out) + secrets(SECRET + ":password::"));
        String side = container("side", shell("touch " + out) + SIDE);
        try (LiveView view = start(side, app)) {
            assertThat(view.emulator().stoppedReason())
                    .hasValue("retrieved secret from Secrets Manager did not contain json key password");
            JsonNode task = view.task();
            assertThat(task.path("DesiredStatus").asText()).isEqualTo("STOPPED");
            assertThat(task.path("KnownStatus").asText()).isEqualTo("STOPPED");
            assertThat(view.container("side").has("StartedAt")).isFalse();
            assertThat(view.container("app").has("ExitCode")).isFalse();
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void missingFileEndsTheTask() throws Exception {
        try (LiveView view = start(container("app", SLEEP + files("bucket/prod/none.env")))) {
            assertThat(view.emulator().stoppedReason().orElseThrow())
                    .startsWith("unable to download env file with key prod/none.env from bucket bucket");
            assertThat(view.known("app")).isEqualTo("STOPPED");
        }
    }

    @Test
    void valueThatCannotBeAVariableIsNotShown() throws Exception {
        Files.writeString(folder.resolve("secrets.json"), "{\"parameterStore\": {\"/k\": \"hunter2\\u0000\"}}");
        try (LiveView view = start(container("app", SLEEP + secrets("/k")))) {
            view.awaitKnown("app", "STOPPED");
            assertThat(view.container("app").path("ExitCode").asInt()).isEqualTo(127);
        }
    }

    @Test
    void helpListsBothAndWhatIsNotThereIsWrongUse() throws Exception {
        assertThat(Main.commandLine().getUsageMessage()).contains("--environment-files=DIR", "--secrets=FILE");
        Path definition = Files.writeString(
                folder.resolve("task.json"),
                "{\"family\": \"t\", \"containerDefinitions\": [" + container("app", SLEEP) + "]}");
        for (String option : List.of("--environment-files", "--secrets")) {
            StringWriter said = new StringWriter();
            int status = Main.commandLine()
                    .setErr(new PrintWriter(said))
                    .execute("--task-definition", definition.toString(), option, folder + "/none");
            assertThat(status).isEqualTo(2);
        }
    }

    private LiveView start(String... containers) throws Exception {
        EnvironmentSources sources = new EnvironmentSources(
                Optional.of(S3Folder.in(folder)), Optional.of(SecretStore.in(folder.resolve("secrets.json"))));
        return LiveView.of(
                TaskText.options(folder, containers).fetchingFrom(sources).faster(10));
    }

    private static String files(String object) {
        return ", \"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::" + object + "\"}]";
    }

    private static String secrets(String... from) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < from.length; i++) {
            list.append(i == 0 ? "" : ", ").append("{\"name\": \"S" + i + "\", \"valueFrom\": \"" + from[i] + "\"}");
        }
        return ", \"secrets\": [" + list + "]";
    }
}
