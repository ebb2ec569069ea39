package dev.sidelight.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dashboard as Grafana's JSON, schema version 39, which Grafana 10.3 and newer take as it is and later ones migrate. The
 * data source is a variable and not an {@code __inputs}: those work on import by hand only, not when a file provisions it.
 */
public final class GrafanaJson {

    private static final int SCHEMA_VERSION = 39;
    private static final int PAGE_WIDTH = 24;
    private static final Set<String> SHARED = Set.of("cluster", "service");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GrafanaJson() {}

    /** The dashboard's JSON, without an id: the uid tells Grafana which one it replaces. */
    public static ObjectNode of(Dashboard dashboard, List<Dashboard> others) {
        ObjectNode root = JSON.objectNode();
        root.putNull("id");
        root.put("uid", dashboard.uid())
                .put("title", dashboard.title())
                .put("description", dashboard.description())
                .put("editable", true)
                .put("graphTooltip", 1)
                .put("refresh", dashboard.refresh())
                .put("schemaVersion", SCHEMA_VERSION)
                .put("timezone", "")
                .put("version", 1);
        root.putArray("tags").add("ecs").add("sidelight");
        root.putObject("time").put("from", dashboard.from()).put("to", "now");
        root.putObject("timepicker");
        ObjectNode annotations = root.putObject("annotations");
        ArrayNode events = annotations.putArray("list");
        dashboard.annotations().forEach(one -> events.add(annotation(one)));
        ArrayNode links = root.putArray("links");
        others.stream().filter(other -> !other.uid().equals(dashboard.uid())).forEach(other -> links.add(link(other)));
        ArrayNode variables = root.putObject("templating").putArray("list");
        variables.add(dataSource());
        dashboard.variables().forEach(one -> variables.add(variable(one)));
        root.set("panels", panels(dashboard.sections()));
        return root;
    }

    private static ArrayNode panels(List<Section> sections) {
        ArrayNode panels = JSON.arrayNode();
        int y = 0;
        for (Section section : sections) {
            ObjectNode heading = panels.addObject();
            heading.put("id", panels.size())
                    .put("type", "row")
                    .put("title", section.title())
                    .put("collapsed", false);
            heading.putArray("panels");
            place(heading, 0, y++, PAGE_WIDTH, 1);
            int x = 0;
            int lineHeight = 0;
            for (Panel panel : section.panels()) {
                if (x + panel.width() > PAGE_WIDTH) {
                    x = 0;
                    y += lineHeight;
                    lineHeight = 0;
                }
                ObjectNode node = GrafanaPanel.of(panel, panels.size() + 1);
                place(node, x, y, panel.width(), panel.height());
                panels.add(node);
                x += panel.width();
                lineHeight = Math.max(lineHeight, panel.height());
            }
            y += lineHeight;
        }
        return panels;
    }

    private static void place(ObjectNode panel, int x, int y, int width, int height) {
        panel.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
    }

    /** {@code {"type": "prometheus", "uid": "${datasource}"}}. */
    static ObjectNode source() {
        return JSON.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private static JsonNode dataSource() {
        ObjectNode variable = JSON.objectNode()
                .put("name", "datasource")
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", "prometheus")
                .put("hide", 0)
                .put("refresh", 1)
                .put("regex", "")
                .put("multi", false)
                .put("includeAll", false);
        variable.putArray("options");
        return variable;
    }

    private static JsonNode variable(Variable variable) {
        boolean all = variable.choice() == Variable.Choice.ANY || variable.choice() == Variable.Choice.ONE_OR_ALL;
        ObjectNode node = JSON.objectNode()
                .put("name", variable.name())
                .put("label", variable.label())
                .put("type", "query")
                .put("definition", variable.query())
                .put("hide", variable.choice() == Variable.Choice.FOLLOWS ? 2 : 0)
                .put("refresh", 2)
                .put("regex", "")
                .put("sort", 1)
                .put("multi", variable.choice() == Variable.Choice.ANY)
                .put("includeAll", all);
        node.set("datasource", source());
        node.putObject("query").put("query", variable.query()).put("refId", "variable");
        node.putArray("options");
        if (all) {
            node.put("allValue", ".*");
            node.putObject("current").put("text", "All").put("value", "$__all");
        }
        return node;
    }

    private static JsonNode annotation(Annotation annotation) {
        ObjectNode node = JSON.objectNode()
                .put("name", annotation.name())
                .put("enable", true)
                .put("hide", false)
                .put("iconColor", annotation.colour().label())
                .put("titleFormat", annotation.name())
                .put("textFormat", annotation.text())
                .put("useValueForTime", annotation.valueIsTime());
        node.putObject("target")
                .put("refId", "annotation")
                .put("expr", annotation.expression())
                .put("interval", "60s");
        node.set("datasource", source());
        return node;
    }

    /** With the choices that the other can take: all of those of a dashboard on which one is chosen, and not many into one. */
    private static JsonNode link(Dashboard other) {
        String choices = other.variables().stream()
                .filter(variable -> variable.choice() == Variable.Choice.ANY)
                .map(Variable::name)
                .filter(SHARED::contains)
                .map(name -> "&${" + name + ":queryparam}")
                .collect(Collectors.joining());
        ObjectNode node = JSON.objectNode()
                .put("title", other.title())
                .put("type", "link")
                .put("icon", "dashboard")
                .put("url", "/d/" + other.uid() + "?${datasource:queryparam}" + choices)
                .put("tooltip", other.description())
                .put("asDropdown", false)
                .put("includeVars", false)
                .put("keepTime", true)
                .put("targetBlank", false);
        node.putArray("tags");
        return node;
    }
}
