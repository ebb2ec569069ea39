package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.dashboards.View.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Grafana's own transformations make of the answers to a table's queries: a row for each thing, and our columns. */
class GrafanaTablesTest {

    private static final List<Panel> TABLES = Stream.of(TaskDashboard.DASHBOARD, FleetDashboard.DASHBOARD)
            .flatMap(Dashboard::panels)
            .filter(panel -> panel.view() instanceof Table)
            .toList();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @BeforeAll
    static void install() throws Exception {
        GrafanaNode.install();
    }

    @Test
    void eachThingIsOneRowOfOurColumns() throws Exception {
        ArrayNode asked = MAPPER.createArrayNode();
        TABLES.forEach(panel -> asked.add(answers(panel, true)));
        JsonNode made = made(asked);
        assertThat(made).hasSameSizeAs(TABLES);
        for (int i = 0; i < made.size(); i++) {
            Panel panel = Objects.requireNonNull(TABLES.get(i));
            assertThat(made.path(i).path("rows").asInt()).as(panel.title()).isEqualTo(2);
            assertThat(made.path(i).path("columns"))
                    .as(panel.title())
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(((Table) panel.view())
                            .columns().stream().map(Column::title).toList());
        }
    }

    @Test
    void queryWithoutAnAnswerLeavesTheOtherColumnsAsTheyAre() throws Exception {
        List<Panel> several =
                TABLES.stream().filter(panel -> panel.queries().size() > 1).toList();
        ArrayNode asked = MAPPER.createArrayNode();
        several.forEach(panel -> asked.add(answers(panel, false)));
        assertThat(made(asked))
                .allSatisfy(one -> assertThat(one.path("rows").asInt()).isEqualTo(2));
    }

    /** Two series for each query, as it gives them; the last one may have none. */
    private static ObjectNode answers(Panel panel, boolean last) {
        ObjectNode node = MAPPER.createObjectNode();
        node.set("transformations", GrafanaPanel.of(panel, 1).path("transformations"));
        ArrayNode queries = node.putArray("queries");
        for (Query query : panel.queries()) {
            ArrayNode series = queries.addArray();
            for (String which :
                    last || queries.size() < panel.queries().size() ? List.of("a", "b") : List.<String>of()) {
                ObjectNode labels = series.addObject().put("__name__", "metric_" + queries.size());
                Contract.checkWithoutDiscovery(panel.title(), query.expression().replace("$__rate_interval", "1m"))
                        .forEach(label -> labels.put(label, label + " " + which));
            }
        }
        return node;
    }

    private static JsonNode made(ArrayNode asked) throws Exception {
        GrafanaNode.write("tables.json", asked.toString());
        return MAPPER.readTree(GrafanaNode.run("node", "tables.cjs", "tables.json"));
    }
}
