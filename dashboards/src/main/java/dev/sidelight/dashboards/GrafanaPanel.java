package dev.sidelight.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.dashboards.Scale.Level;
import java.util.List;

/** A panel as Grafana's JSON, without its place. */
final class GrafanaPanel {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DASHED = "/(limit|reported)$/";
    private static final String TASK_URL = "/d/" + TaskDashboard.UID
            + "?${datasource:queryparam}&var-cluster=%s&var-service=%s&var-task=%s&${__url_time_range}";

    private GrafanaPanel() {}

    static ObjectNode of(Panel panel, int id) {
        ObjectNode node = JSON.objectNode()
                .put("id", id)
                .put("type", type(panel.view()))
                .put("title", panel.title())
                .put("description", description(panel));
        node.set("datasource", GrafanaJson.source());
        ArrayNode targets = node.putArray("targets");
        boolean now = panel.view() instanceof View.Stat || panel.view() instanceof View.Table;
        for (Query query : panel.queries()) {
            targets.add(target(query, (char) ('A' + targets.size()), now, panel.view() instanceof View.Table));
        }
        node.set("fieldConfig", fields(panel));
        node.set("options", options(panel.view()));
        if (panel.view() instanceof View.Table(List<Column> columns)) {
            node.set("transformations", transformations(columns));
        }
        return node;
    }

    private static String type(View view) {
        return switch (view) {
            case View.Lines _ -> "timeseries";
            case View.Stat _ -> "stat";
            case View.States _ -> "state-timeline";
            case View.Table _ -> "table";
        };
    }

    private static String description(Panel panel) {
        return panel.emptyWhile().isEmpty()
                ? panel.description()
                : panel.description() + " No data means: " + panel.emptyWhile() + ".";
    }

    private static ObjectNode target(Query query, char letter, boolean now, boolean table) {
        ObjectNode target = JSON.objectNode()
                .put("refId", String.valueOf(letter))
                .put("expr", query.expression())
                .put("legendFormat", query.legend())
                .put("instant", now)
                .put("range", !now)
                .put("format", table ? "table" : "time_series");
        target.set("datasource", GrafanaJson.source());
        return target;
    }

    private static ObjectNode fields(Panel panel) {
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
                if (panel.queries().getFirst().legend().contains("{{task_id}}")) {
                    defaults.putArray("links").add(taskLink("${__field.labels.%s}"));
                }
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
            properties.addObject().put("id", "links").putArray("value").add(taskLink("${__data.fields.%s}"));
        }
        return override;
    }

    /** To the task's dashboard, with the row's or the line's labels. */
    private static ObjectNode taskLink(String field) {
        boolean table = field.contains("data");
        return JSON.objectNode()
                .put("title", "Task")
                .put(
                        "url",
                        TASK_URL.formatted(
                                field.formatted(table ? "Cluster" : "cluster_name"),
                                field.formatted(table ? "Service" : "service_name"),
                                field.formatted(table ? "Task" : "task_id")));
    }

    private static ObjectNode thresholds(List<Level> levels) {
        ObjectNode node = JSON.objectNode().put("mode", "absolute");
        ArrayNode steps = node.putArray("steps");
        boolean base = !levels.isEmpty() && levels.getFirst().from() == Double.NEGATIVE_INFINITY;
        if (!base) {
            steps.addObject().put("color", "green").putNull("value");
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

    private static ObjectNode options(View view) {
        ObjectNode options = JSON.objectNode();
        switch (view) {
            case View.Lines _ -> {
                legend(options);
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case View.Stat _ -> {
                options.put("colorMode", "value")
                        .put("graphMode", "none")
                        .put("justifyMode", "auto")
                        .put("textMode", "auto")
                        .put("orientation", "auto");
                options.putObject("reduceOptions")
                        .put("values", false)
                        .put("fields", "")
                        .putArray("calcs")
                        .add("lastNotNull");
            }
            case View.States _ -> {
                options.put("showValue", "never")
                        .put("mergeValues", true)
                        .put("rowHeight", 0.8)
                        .put("alignValue", "left");
                legend(options);
                options.putObject("tooltip").put("mode", "single").put("sort", "none");
            }
            case View.Table _ -> options.put("showHeader", true).put("cellHeight", "sm");
        }
        return options;
    }

    private static void legend(ObjectNode options) {
        options.putObject("legend")
                .put("displayMode", "list")
                .put("placement", "bottom")
                .put("showLegend", true)
                .putArray("calcs");
    }

    /** One row for the same labels, and just the columns, in their order. */
    private static ArrayNode transformations(List<Column> columns) {
        ArrayNode list = JSON.arrayNode();
        list.addObject().put("id", "merge").putObject("options");
        ObjectNode names = list.addObject().put("id", "filterFieldsByName").putObject("options");
        ArrayNode kept = names.putObject("include").putArray("names");
        ObjectNode organize = list.addObject().put("id", "organize").putObject("options");
        ObjectNode order = organize.putObject("indexByName");
        ObjectNode titles = organize.putObject("renameByName");
        organize.putObject("excludeByName");
        for (Column column : columns) {
            kept.add(column.field());
            order.put(column.field(), order.size());
            titles.put(column.field(), column.title());
        }
        return list;
    }
}
