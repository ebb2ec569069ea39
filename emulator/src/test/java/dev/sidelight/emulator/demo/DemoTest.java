package dev.sidelight.emulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final String PAGE = """
            sidelight_last_poll_timestamp_seconds 999.5
            sidelight_endpoint_up{path="stats"} 1
            # TYPE sidelight_container_verdict gauge
            ecs_container_cpu_usage_vcpus{container_name="web"} 0.5
            ecs_container_cpu_usage_vcpus{container_name="worker"} 0.25
            sidelight_container_verdict{container_name="web",verdict="healthy"} 0
            sidelight_container_verdict{container_name="web",verdict="unhealthy"} 1
            sidelight_container_verdict{container_name="worker",verdict="healthy"} 1
            sidelight_container_verdict{container_name="worker",verdict="unhealthy"} 0
            """;

    @Test
    void lineShowsTheVerdictThatIsNotHealthy() {
        assertThat(Exposition.of(PAGE).line(NOW, LATE)).isEqualTo("web 0.50 cpu UNHEALTHY | worker 0.25 cpu");
    }

    @Test
    void numbersOfALatePollAreNotShownAgain() {
        assertThat(Exposition.of(PAGE).line(NOW.plusSeconds(11), LATE)).isEqualTo("no new numbers for 12 s");
        String failing = PAGE.replace("path=\"stats\"} 1", "path=\"stats\"} 0");
        assertThat(Exposition.of(failing).line(NOW.plusSeconds(11), LATE))
                .isEqualTo("no new numbers for 12 s: the endpoint does not answer for stats");
        assertThat(Exposition.of("sidelight_endpoint_up{path=\"task\"} 0").line(NOW, LATE))
                .isEqualTo("no numbers yet: the endpoint does not answer for task");
        assertThat(Exposition.of("").line(NOW, LATE)).isEqualTo("no numbers yet");
    }

    @Test
    void helpLeavesOutWhatTheEntryScriptGives() {
        assertThat(new CommandLine(new Demo()).getUsageMessage())
                .contains("--scenario")
                .doesNotContain("--agent");
    }

    @Test
    void logsGoUnlessTheyAreKept() throws Exception {
        DemoFolder gone = DemoFolder.create();
        Files.writeString(gone.path().resolve("agent.log"), "one line");
        gone.close();
        assertThat(gone.path()).doesNotExist();
        DemoFolder kept = DemoFolder.create();
        kept.keep();
        kept.close();
        assertThat(kept.path()).exists();
        Files.delete(kept.path());
    }

    @Test
    void unknownScenarioIsAnErrorAndListIsNone() {
        assertThat(run("leek")).isEqualTo(2);
        assertThat(run("list")).isZero();
    }

    private static int run(String scenario) {
        return new CommandLine(new Demo()).execute("--agent", "none", "--scenario", scenario);
    }
}
