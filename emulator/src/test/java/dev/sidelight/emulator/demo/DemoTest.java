package dev.sidelight.emulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoTest {
    private static final String PAGE = """
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
        assertThat(Exposition.of(PAGE).line()).isEqualTo("web 0.50 cpu UNHEALTHY | worker 0.25 cpu");
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
