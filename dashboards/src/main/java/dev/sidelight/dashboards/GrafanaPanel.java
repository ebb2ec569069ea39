package dev.sidelight.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A panel as Grafana's JSON, without its place. */
final class GrafanaPanel {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

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
        node.set("fieldConfig", GrafanaFields.of(panel));
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
        // Else the metrics' names keep apart what is one row
        ObjectNode nameless = list.addObject().put("id", "filterFieldsByName").putObject("options");
        nameless.putObject("exclude").putArray("names").add("__name__");
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
