package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.acceptance.WatchedTasks.Watched;
import dev.sidelight.dashboards.Annotation;
import dev.sidelight.dashboards.Dashboard;
import dev.sidelight.dashboards.FleetDashboard;
import dev.sidelight.dashboards.Panel;
import dev.sidelight.dashboards.TaskDashboard;
import dev.sidelight.dashboards.Variable;
import dev.sidelight.dashboards.report.Prometheus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every panel of both dashboards, asked of a real Prometheus that scrapes the built agent beside emulated tasks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PanelsTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final List<Dashboard> DASHBOARDS = List.of(TaskDashboard.DASHBOARD, FleetDashboard.DASHBOARD);

    /**
     * What is empty in a healthy task, and the task that fills it.
     *
     * @param queries the letters of those of the panel's queries
     */
    record Elsewhere(Dashboard dashboard, String section, String panel, String queries, String filledBy) {

        Stream<Asked> asked() {
            return PanelsTest.asked(dashboard)
                    .filter(one -> one.section().equals(section)
                            && one.panel().title().equals(panel)
                            && queries.indexOf(one.letter()) >= 0);
        }

        @Override
        public String toString() {
            return dashboard.uid() + ": " + section + ": " + panel + " " + queries;
        }
    }

    private static final List<Elsewhere> ELSEWHERE = List.of(
            ofTask("Health", "Failing rules: the reasons", "A", "ill"),
            ofTask("Health", "Last results of the containers' health checks", "B", "ill"),
            ofTask("Memory", "Processes and threads", "AB", "recorded"),
            ofTask("Storage", "Operations of devices", "AB", "recorded"),
            ofTask("Lifecycle", "Start and end", "CD", "ill"),
            ofTask("The sidecar itself", "Missing statistics", "A", "unreachable"),
            ofTask("The sidecar itself", "CloudWatch", "AB", "recorded"),
            ofFleet("Health", "Unhealthy containers", "A", "ill"),
            ofFleet("Health", "Containers killed (137)", "A", "ill"),
            ofFleet("Sidecars", "Failed polls of the endpoint", "A", "unreachable"),
            ofFleet("Sidecars", "Endpoint down", "A", "unreachable"),
            ofFleet("Sidecars", "Missing statistics", "A", "unreachable"));

    /** One query of a panel. */
    record Asked(String uid, String section, Panel panel, char letter, String expression) {

        @Override
        public String toString() {
            return uid + ": " + section + ": " + panel.title() + " " + letter;
        }
    }

    private final List<AutoCloseable> started = new ArrayList<>();
    private Map<String, Watched> tasks = Map.of();
    private RealPrometheus server;
    private Prometheus prometheus;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        RealPrometheus.assumeInstalled();
        Path rules = folder.resolve("rules");
        FasterRules.writeTo(rules);
        WatchedTasks watched = new WatchedTasks(folder);
        started.add(watched::stop);
        tasks = watched.start();
        Targets targets = new Targets(folder);
        for (Watched task : tasks.values()) {
            targets.add(task.agent());
        }
        server = RealPrometheus.start(folder, targets.configuration(rules, List.of()));
        started.add(server);
        prometheus = new Prometheus(server.address());
        started.add(prometheus);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() ->
                        server.query("count(task:ecs_task_metadata_info:last)").orElse(0) == tasks.size());
        for (Watched task : tasks.values()) {
            task.onset().run();
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : started.reversed()) {
            one.close();
        }
    }

    @Test
    void everyQueryOfAHealthyTaskHasDataButThoseThatSpeakOfIllness() {
        Set<String> expected = new TreeSet<>();
        ELSEWHERE.forEach(one -> one.asked().map(Asked::toString).forEach(expected::add));
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(empty("well")).isEqualTo(expected));
    }

    @ParameterizedTest
    @FieldSource("ELSEWHERE")
    void panelIsFilledInItsScenario(Elsewhere one) {
        assertThat(one.asked()).hasSize(one.queries().length());
        await(one + " of " + one.filledBy()).atMost(SOON).untilAsserted(() -> {
            for (Asked asked : one.asked().toList()) {
                assertThat(isEmpty(asked.expression(), one.filledBy()))
                        .as(asked.toString())
                        .isFalse();
            }
        });
    }

    @Test
    void panelThatCanBeEmptySaysWhyAndNoOtherIs() {
        Set<String> elsewhere = new TreeSet<>();
        ELSEWHERE.forEach(one -> one.asked().map(Asked::toString).forEach(elsewhere::add));
        for (Dashboard dashboard : DASHBOARDS) {
            for (Panel panel : dashboard.panels().toList()) {
                List<String> queries = asked(dashboard)
                        .filter(one -> one.panel().equals(panel))
                        .map(Asked::toString)
                        .toList();
                if (elsewhere.containsAll(queries)) {
                    assertThat(panel.emptyWhile()).as(panel.title()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void variablesAreFilled() throws Exception {
        for (Dashboard dashboard : DASHBOARDS) {
            for (Variable variable : dashboard.variables()) {
                Matcher query = LABEL_VALUES.matcher(variable.query());
                assertThat(query.matches()).as(variable.query()).isTrue();
                Watched well = task("well");
                String chosen = well.choices().values().getOrDefault(variable.name(), "");
                assertThat(server.labelValues(query.group(2), well.choices().fill(query.group(1))))
                        .as(variable.query())
                        .anyMatch(value -> value.matches(chosen));
            }
        }
    }

    @Test
    void annotationsMarkStartsStopsAndDeployments() {
        for (Dashboard dashboard : DASHBOARDS) {
            for (Annotation annotation : dashboard.annotations()) {
                await(annotation.name()).atMost(SOON).until(() -> !isEmpty(annotation.expression(), "ill"));
            }
        }
    }

    private Set<String> empty(String task) throws IOException, InterruptedException {
        Set<String> empty = new TreeSet<>();
        for (Dashboard dashboard : DASHBOARDS) {
            for (Asked one : asked(dashboard).toList()) {
                if (isEmpty(one.expression(), task)) {
                    empty.add(one.toString());
                }
            }
        }
        return empty;
    }

    private boolean isEmpty(String expression, String task) throws IOException, InterruptedException {
        String filled = task(task).choices().fill(expression);
        assertThat(filled).doesNotContain("$");
        return prometheus.at(filled, Instant.now().getEpochSecond()).isEmpty();
    }

    private Watched task(String name) {
        return Objects.requireNonNull(tasks.get(name));
    }

    private static Elsewhere ofTask(String section, String panel, String queries, String filledBy) {
        return new Elsewhere(TaskDashboard.DASHBOARD, section, panel, queries, filledBy);
    }

    private static Elsewhere ofFleet(String section, String panel, String queries, String filledBy) {
        return new Elsewhere(FleetDashboard.DASHBOARD, section, panel, queries, filledBy);
    }

    private static Stream<Asked> asked(Dashboard dashboard) {
        List<Asked> all = new ArrayList<>();
        for (var section : dashboard.sections()) {
            for (Panel panel : section.panels()) {
                char letter = 'A';
                for (var query : panel.queries()) {
                    all.add(new Asked(dashboard.uid(), section.title(), panel, letter, query.expression()));
                    letter++;
                }
            }
        }
        return all.stream();
    }
}
