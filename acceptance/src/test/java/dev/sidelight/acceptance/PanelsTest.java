package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.acceptance.WatchedTasks.Watched;
import dev.sidelight.dashboards.Annotation;
import dev.sidelight.dashboards.Dashboard;
import dev.sidelight.dashboards.FleetDashboard;
import dev.sidelight.dashboards.Panel;
import dev.sidelight.dashboards.TaskDashboard;
import dev.sidelight.dashboards.Variable;
import dev.sidelight.dashboards.report.Prometheus;
import dev.sidelight.dashboards.report.Report;
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

    private static final List<Elsewhere> ELSEWHERE = Elsewhere.ALL;

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
                List<String> queries = Asked.of(dashboard)
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
    void reportDrawsThem() {
        await().atMost(SOON).untilAsserted(() -> assertThat(drawnEmpty()).isEmpty());
    }

    /** Panels without numbers that do not say why. */
    private List<String> drawnEmpty() throws IOException, InterruptedException {
        List<String> empty = new ArrayList<>();
        for (Dashboard dashboard : DASHBOARDS) {
            Report report = new Report(prometheus, task("well").choices(), Instant.now(), Duration.ofSeconds(30));
            for (JsonNode section : report.of(dashboard).path("sections")) {
                for (JsonNode panel : section.path("panels")) {
                    if (!panel.has("value")
                            && panel.path("series").isEmpty()
                            && panel.path("rows").isEmpty()
                            && panel.path("emptyWhile").asText().isEmpty()) {
                        empty.add(panel.path("title").asText());
                    }
                }
            }
        }
        return empty;
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
    void annotationsMarkStartsAndStops() {
        for (Dashboard dashboard : DASHBOARDS) {
            for (Annotation annotation : dashboard.annotations().stream()
                    .filter(Annotation::valueIsTime)
                    .toList()) {
                await(annotation.name()).atMost(SOON).until(() -> !isEmpty(annotation.expression(), "ill"));
            }
        }
    }

    private Set<String> empty(String task) throws IOException, InterruptedException {
        Set<String> empty = new TreeSet<>();
        for (Dashboard dashboard : DASHBOARDS) {
            for (Asked one : Asked.of(dashboard).toList()) {
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
        return prometheus.at(filled, Instant.now().getEpochSecond()).stream()
                .allMatch(series -> Double.isNaN(series.last()));
    }

    private Watched task(String name) {
        return Objects.requireNonNull(tasks.get(name));
    }
}
