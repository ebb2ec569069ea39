package dev.sidelight.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.dashboards.Scale.Level;
import java.util.List;

/** What Grafana shall do with a panel's values: units, colours, lines, columns. */
final class GrafanaFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DASHED = "/(limit|reported)$/";

    private GrafanaFields() {}

    static ObjectNode of(Panel panel) {
        ObjectNode node = JSON.objectNode();
        ObjectNode defaults =
                node.putObject("defaults").put("unit", panel.unit().grafana());
        if (panel.view() instanceof View.Lines || panel.unit() == Unit.RATIO) {
            defaults.put("min", 0);
        }
        panel.scale().max().ifPresent(max -> defaults.put("max", max));
        defaults.set("thresholds", thresholds(panel.scale().levels()));
        defaults.putObject("color").put("mode", panel.view() instanceof View.Lines ? "palette-classic" : "thresholds");
        ArrayNode overrides = node.putArray("overrides");
        switch (panel.view()) {
            case View.Lines _ -> {
                lines(defaults.putObject("custom"), !panel.scale().levels().isEmpty());
                overrides.add(dashed());
            }
            case View.States(List<State> states) -> {
                defaults.putObject("custom").put("fillOpacity", 80).put("lineWidth", 0);
                defaults.set("mappings", mappings(states));
            }
            case View.Table(List<Column> columns) -> {
                for (Column column : columns) {
                    overrides.add(column(column));
                }
            }
            case View.Stat _ -> {}
        }
        return node;
    }

    private static void lines(ObjectNode custom, boolean levels) {
        custom.put("drawStyle", "line")
                .put("lineWidth", 1)
                .put("fillOpacity", 8)
                .put("showPoints", "auto")
                .put("pointSize", 4)
                .put("spanNulls", false);
        custom.putObject("stacking").put("mode", "none");
        custom.putObject("thresholdsStyle").put("mode", levels ? "dashed" : "off");
    }

    private static ObjectNode dashed() {
        ObjectNode override = JSON.objectNode();
        override.putObject("matcher").put("id", "byRegexp").put("options", DASHED);
        ArrayNode properties = override.putArray("properties");
        ObjectNode style = properties.addObject().put("id", "custom.lineStyle").putObject("value");
        style.put("fill", "dash").putArray("dash").add(8).add(8);
        properties.addObject().put("id", "custom.fillOpacity").put("value", 0);
        return override;
    }

    private static ObjectNode column(Column column) {
        ObjectNode override = JSON.objectNode();
        override.putObject("matcher").put("id", "byName").put("options", column.title());
        ArrayNode properties = override.putArray("properties");
        properties.addObject().put("id", "unit").put("value", column.unit().grafana());
        if (column.field().equals("task_id")) {
            properties.addObject().put("id", "links").putArray("value").add(taskLink());
        }
        return override;
    }

    /** From a row to its task's dashboard. */
    private static ObjectNode taskLink() {
        return JSON.objectNode()
                .put("title", "Task")
                .put(
                        "url",
                        "/d/" + TaskDashboard.UID
                                + "?${datasource:queryparam}&var-task=${__value.raw}&${__url_time_range}");
    }

    private static ObjectNode thresholds(List<Level> levels) {
        ObjectNode node = JSON.objectNode().put("mode", "absolute");
        ArrayNode steps = node.putArray("steps");
        boolean base = !levels.isEmpty() && levels.getFirst().from() == Double.NEGATIVE_INFINITY;
        if (!base) {
            steps.addObject().put("color", levels.isEmpty() ? "text" : "green").putNull("value");
        }
        for (Level level : levels) {
            ObjectNode step = steps.addObject().put("color", level.colour().label());
            if (level.from() == Double.NEGATIVE_INFINITY) {
                step.putNull("value");
            } else {
                step.put("value", level.from());
            }
        }
        return node;
    }

    private static ArrayNode mappings(List<State> states) {
        ArrayNode mappings = JSON.arrayNode();
        ObjectNode values = mappings.addObject().put("type", "value").putObject("options");
        for (State state : states) {
            int index = values.size();
            values.putObject(String.valueOf(index + 1))
                    .put("text", state.label())
                    .put("color", state.colour().label())
                    .put("index", index);
        }
        return mappings;
    }
}
