package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the fleet dashboard marks a deployment, by the real promtool. */
class DeploymentTest {

    private static final String EXPRESSION = FleetDashboard.DASHBOARD.annotations().stream()
            .filter(annotation -> !annotation.valueIsTime())
            .map(Annotation::expression)
            .findFirst()
            .orElseThrow()
            .replace("$cluster", ".*")
            .replace("$service", ".*");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void newRevisionOfAServiceThatWasThereIsOne() throws Exception {
        assertThat(
                        promtool(
                                "22m",
                                "[{labels: 'service:ecs_tasks_by_revision:count{cluster_name=\"prod\", family=\"web\", revision=\"8\"}', value: 1}]"))
                .contains("SUCCESS");
    }

    @Test
    void serviceThatIsNewAndOneThatGoesOnAreNone() throws Exception {
        assertThat(promtool("2m", "[]")).contains("SUCCESS");
        assertThat(promtool("15m", "[]")).contains("SUCCESS");
        assertThat(promtool("40m", "[]")).contains("SUCCESS");
    }

    private String promtool(String time, String samples) throws IOException, InterruptedException {
        String tests = """
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - series: 'service:ecs_tasks_by_revision:count{cluster_name="prod", family="web", revision="7"}'
                        values: '2x20 1x2 stale'
                      - series: 'service:ecs_tasks_by_revision:count{cluster_name="prod", family="web", revision="8"}'
                        values: '_x20 1x30'
                    promql_expr_test:
                      - expr: '%s'
                        eval_time: %s
                        exp_samples: %s
                """.formatted(EXPRESSION, time, samples);
        return Promtool.say(
                "test",
                "rules",
                Files.writeString(folder.resolve("deployment.yml"), tests).toString());
    }
}
