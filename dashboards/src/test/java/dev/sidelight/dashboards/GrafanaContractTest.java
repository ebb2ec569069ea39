package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.metric.Catalogue;
import dev.sidelight.agent.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every metric and label that a dashboard names can be there, and what can be there is shown. */
class GrafanaContractTest {

    private static final List<Dashboard> ALL = List.of(TaskDashboard.DASHBOARD, FleetDashboard.DASHBOARD);
    private static final Pattern SHOWN = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    @Test
    void everyQueryGivesTheLabelsThatItsPanelShows() {
        for (Dashboard dashboard : ALL) {
            dashboard
                    .panels()
                    .forEach(panel -> panel.queries().forEach(query -> {
                        String where = dashboard.title() + ": " + panel.title();
                        Set<String> given = Contract.checkWithoutDiscovery(where, filled(query.expression()));
                        Contract.check(where, filled(query.expression()));
                        assertThat(shown(query.legend())).as(where).isSubsetOf(given);
                        if (panel.view() instanceof View.Table(List<Column> columns)) {
                            assertThat(columns)
                                    .as(where)
                                    .allMatch(column ->
                                            column.field().startsWith("Value") || given.contains(column.field()));
                        }
                    }));
        }
    }

    @Test
    void valuesOfTablesAreThoseOfTheirQueries() {
        ALL.stream()
                .flatMap(Dashboard::panels)
                .filter(panel -> panel.view() instanceof View.Table)
                .forEach(panel -> {
                    List<String> names = new ArrayList<>(List.of("Value"));
                    if (panel.queries().size() > 1) {
                        names.clear();
                        for (int i = 0; i < panel.queries().size(); i++) {
                            names.add("Value #" + (char) ('A' + i));
                        }
                    }
                    assertThat(((View.Table) panel.view())
                                    .columns().stream().map(Column::field).filter(field -> field.startsWith("Value")))
                            .as(panel.title())
                            .isSubsetOf(names);
                });
    }

    @Test
    void variablesAndAnnotationsAreFilledByMetricsThatAreThere() {
        for (Dashboard dashboard : ALL) {
            for (Variable variable : dashboard.variables()) {
                Matcher matcher = VALUES.matcher(variable.query());
                assertThat(matcher.matches()).as(variable.query()).isTrue();
                assertThat(Contract.checkWithoutDiscovery(variable.name(), filled(matcher.group(1))))
                        .as(variable.query())
                        .contains(matcher.group(2));
            }
            for (Annotation annotation : dashboard.annotations()) {
                assertThat(shown(annotation.text()))
                        .isSubsetOf(Contract.checkWithoutDiscovery(annotation.name(), filled(annotation.expression())));
            }
        }
    }

    @Test
    void everyMetricOfTheCatalogueIsShown() {
        Set<String> used = new TreeSet<>();
        ALL.stream()
                .flatMap(dashboard -> Stream.concat(
                        dashboard
                                .panels()
                                .flatMap(panel -> panel.queries().stream().map(Query::expression)),
                        dashboard.annotations().stream().map(Annotation::expression)))
                .forEach(expression -> used.addAll(Contract.metrics(filled(expression))));
        assertThat(Catalogue.METRICS.stream().map(Metric::name)).isSubsetOf(used);
    }

    private static List<String> shown(String text) {
        return SHOWN.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String filled(String expression) {
        return expression.replace("$__rate_interval", "1m");
    }
}
