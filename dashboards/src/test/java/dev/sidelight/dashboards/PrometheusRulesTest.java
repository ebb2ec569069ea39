package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.dashboards.RuleFile.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recording rules and alerts: valid, tried out, in the contract, and described. */
class PrometheusRulesTest {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern QUERY = Pattern.compile("printf \"([^\"]+\\{[^\"]*}[^\"]*)\"");
    /** It is about no task: there is none. */
    private static final String ABSENT = "SidelightAbsent";

    static Stream<Rule> alerts() {
        return RuleFile.ALERTS.rules().stream();
    }

    static List<String> ruleTests() throws IOException {
        try (Stream<Path> files = Files.list(RuleFile.FOLDER.resolve("tests"))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void promtoolTakesTheRules() throws Exception {
        assertThat(Promtool.say("check", "rules", "prometheus/rules/recording.yml", "prometheus/rules/alerts.yml"))
                .contains(RuleFile.RECORDING.rules().size() + " rules found")
                .contains(RuleFile.ALERTS.rules().size() + " rules found");
    }

    @ParameterizedTest
    @MethodSource("ruleTests")
    void rulesDoWhatTheirTestsSay(String file) throws Exception {
        assertThat(Promtool.say("test", "rules", file)).contains("SUCCESS");
    }

    @Test
    void everyAlertFiresInATestAndIsSilentInAnother() throws Exception {
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (String file : ruleTests()) {
            for (Map<String, Object> test :
                    RuleFile.maps(RuleFile.map(RuleFile.yaml(Path.of(file))).get("tests"))) {
                RuleFile.maps(test.get("alert_rule_test"))
                        .forEach(one -> (RuleFile.maps(one.get("exp_alerts")).isEmpty() ? silent : firing)
                                .add(String.valueOf(one.get("alertname"))));
            }
        }
        Set<String> all = alerts().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(firing).isEqualTo(all);
        assertThat(silent).isEqualTo(all);
    }

    @Test
    void everyRecordedValueIsLookedAtByATest() throws Exception {
        StringBuilder tests = new StringBuilder();
        for (String file : ruleTests()) {
            tests.append(Files.readString(Path.of(file)));
        }
        assertThat(RuleFile.RECORDING.rules())
                .allSatisfy(rule -> assertThat(tests)
                        .contains("expr: '" + rule.name() + "'")
                        .satisfiesAnyOf(
                                text -> assertThat(text).contains("'" + rule.name() + "{"),
                                text -> assertThat(text).contains("(" + rule.name())));
    }

    @Test
    void recordingRulesNameOnlyWhatIsInTheCatalogue() {
        assertThat(RuleFile.RECORDING.rules()).hasSizeGreaterThan(20);
        assertThat(Contract.faultsOfRecordingRules()).isEmpty();
    }

    @Test
    void nameOfARecordedSeriesSaysItsLevel() {
        Map<String, Set<String>> levels = Map.of(
                "service", Set.of("cluster_name", "service_name", "family"),
                "cluster", Set.of("cluster_name"));
        assertThat(RuleFile.RECORDING.rules())
                .filteredOn(rule -> !rule.name().startsWith("task:"))
                .allSatisfy(rule -> assertThat(Contract.labelsOfRecorded(rule.name()))
                        .as(rule.name())
                        .containsAll(levels.getOrDefault(rule.name().split(":", -1)[0], Set.of("no such level")))
                        .doesNotContain("job", "instance", "task_id", "container_name"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertNamesOnlyWhatIsInTheCatalogue(Rule alert) {
        Contract.check(alert.name(), alert.expr());
        Set<String> labels = Contract.checkWithoutDiscovery(alert.name(), alert.expr());
        if (!alert.name().equals(ABSENT)) {
            assertThat(labels).contains("job", "instance", "cluster_name", "service_name", "family", "task_id");
        }
        if (alert.name().startsWith("EcsContainer")) {
            assertThat(labels).contains("container_name");
        }
        alert.annotations().forEach((name, text) -> {
            assertThat(LABEL.matcher(text).results().map(label -> label.group(1)))
                    .as("labels in the %s of %s", name, alert.name())
                    .isSubsetOf(labels);
            QUERY.matcher(text)
                    .results()
                    .forEach(query -> Contract.checkWithoutDiscovery(
                            name + " of " + alert.name(), query.group(1).replace("%q", "\"\"")));
        });
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertSaysHowBadItIsAndWhereItIsAndWhatToDo(Rule alert) {
        assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(alert.annotations())
                .containsEntry("runbook_url", "docs/runbooks.md#" + alert.name().toLowerCase(Locale.ROOT));
        if (!alert.name().equals(ABSENT)) {
            assertThat(alert.annotations().get("description"))
                    .contains("$labels.cluster_name", "$labels.service_name", "$labels.family", "$labels.task_id");
        }
        if (alert.name().startsWith("EcsContainer")) {
            assertThat(alert.annotations().get("description")).contains("$labels.container_name");
        }
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "runbooks.md"))
                        .lines()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring("## ".length())))
                .containsExactlyElementsOf(alerts().map(Rule::name).toList());
    }
}
