package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the dashboards against Grafana's own types, by its compiler: npm's @grafana/schema and typescript. */
class GrafanaSchemaTest {

    private static final List<Dashboard> ALL = List.of(TaskDashboard.DASHBOARD, FleetDashboard.DASHBOARD);

    @BeforeAll
    static void install() throws Exception {
        GrafanaNode.install();
    }

    @Test
    void dashboardsAreOfGrafanasTypes() throws Exception {
        assertThat(compile(ALL.stream().map(one -> GrafanaJson.of(one, ALL)).toList()))
                .isEmpty();
    }

    @Test
    void whatGrafanaDoesNotKnowIsFound() throws Exception {
        ObjectNode wrong = GrafanaJson.of(TaskDashboard.DASHBOARD, ALL);
        ObjectNode options = (ObjectNode) wrong.path("panels").path(1).path("options");
        options.put("colorMode", "colourful").put("textSize", 3);
        assertThat(compile(List.of(wrong))).contains("error TS");
    }

    private static String compile(List<ObjectNode> dashboards) throws Exception {
        StringBuilder text = new StringBuilder("import type { Checked } from './checked.js';\n");
        for (ObjectNode dashboard : dashboards) {
            text.append("export const d%d: Checked = ".formatted(text.length()))
                    .append(dashboard.toPrettyString())
                    .append(";\n");
        }
        GrafanaNode.write("dashboards.ts", text.toString());
        return GrafanaNode.run("node", "node_modules/typescript/bin/tsc", "--project", ".");
    }
}
