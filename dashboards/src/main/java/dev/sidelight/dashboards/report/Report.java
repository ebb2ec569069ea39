package dev.sidelight.dashboards.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.dashboards.Column;
import dev.sidelight.dashboards.Dashboard;
import dev.sidelight.dashboards.Panel;
import dev.sidelight.dashboards.Query;
import dev.sidelight.dashboards.Section;
import dev.sidelight.dashboards.State;
import dev.sidelight.dashboards.View;
import dev.sidelight.dashboards.report.Prometheus.Series;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard's panels with the numbers that a Prometheus has for them, as the page draws them. */
public final class Report {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final int POINTS = 400;

    private final Prometheus prometheus;
    private final Choices choices;
    private final long from;
    private final long to;
    private final long step;

    /** Of the time before {@code now}. */
    public Report(Prometheus prometheus, Choices choices, Instant now, Duration length) {
        this.prometheus = prometheus;
        this.choices = choices;
        this.step = Math.max(1, length.toSeconds() / POINTS);
        this.to = now.getEpochSecond() / step * step;
        this.from = to - length.toSeconds() / step * step;
    }

    /**
     * The panels and their numbers.
     *
     * @throws IOException when Prometheus does not answer
     */
    public ObjectNode of(Dashboard dashboard) throws IOException, InterruptedException {
        ObjectNode root = JSON.objectNode()
                .put("title", dashboard.title())
                .put("description", dashboard.description())
                .put("from", from)
                .put("to", to)
                .put("step", step);
        ArrayNode sections = root.putArray("sections");
        for (Section section : dashboard.sections()) {
            ArrayNode panels =
                    sections.addObject().put("title", section.title()).putArray("panels");
            for (Panel panel : section.panels()) {
                panels.add(panel(panel));
            }
        }
        return root;
    }

    private ObjectNode panel(Panel panel) throws IOException, InterruptedException {
        ObjectNode node = JSON.objectNode()
                .put("title", panel.title())
                .put("description", panel.description())
                .put("unit", panel.unit().name())
                .put("width", panel.width())
                .put("height", panel.height())
                .put("emptyWhile", panel.emptyWhile());
        panel.scale().max().ifPresent(max -> node.put("max", max));
        ArrayNode levels = node.putArray("levels");
        panel.scale()
                .levels()
                .forEach(level -> levels.addObject()
                        .put("from", Math.max(level.from(), -Double.MAX_VALUE))
                        .put("colour", level.colour().label()));
        switch (panel.view()) {
            case View.Lines _ -> lines(panel, node.put("view", "lines"));
            case View.Stat _ -> stat(panel, node.put("view", "stat"));
            case View.States(List<State> states) -> {
                lines(panel, node.put("view", "states"));
                ArrayNode names = node.putArray("states");
                states.forEach(state -> names.addObject()
                        .put("label", state.label())
                        .put("colour", state.colour().label()));
            }
            case View.Table(List<Column> columns) -> table(panel, columns, node.put("view", "table"));
        }
        return node;
    }

    private void lines(Panel panel, ObjectNode node) throws IOException, InterruptedException {
        ArrayNode all = node.putArray("series");
        for (Query query : panel.queries()) {
            List<Series> found = prometheus.over(choices.fill(query.expression()), from, to, step);
            found.stream()
                    .sorted(Comparator.comparing(series -> legend(query.legend(), series.labels())))
                    .forEach(series -> all.add(line(legend(query.legend(), series.labels()), series)));
        }
    }

    /** With a null where there is no value, so that gaps are gaps. */
    private ObjectNode line(String name, Series series) {
        ObjectNode node = JSON.objectNode().put("name", name);
        ArrayNode values = node.putArray("values");
        for (long time = from; time <= to; time += step) {
            Double value = series.values().get(time);
            if (value == null || !Double.isFinite(value)) {
                values.addNull();
            } else {
                values.add(value);
            }
        }
        return node;
    }

    private void stat(Panel panel, ObjectNode node) throws IOException, InterruptedException {
        List<Series> found =
                prometheus.at(choices.fill(panel.queries().getFirst().expression()), to);
        if (!found.isEmpty()) {
            node.put("value", found.getFirst().last());
        }
    }

    /** Rows with the same labels are one row, as Grafana merges them. */
    private void table(Panel panel, List<Column> columns, ObjectNode node) throws IOException, InterruptedException {
        Map<String, ObjectNode> rows = new TreeMap<>();
        char letter = 'A';
        for (Query query : panel.queries()) {
            String value = panel.queries().size() == 1 ? "Value" : "Value #" + letter;
            for (Series series : prometheus.at(choices.fill(query.expression()), to)) {
                Map<String, String> labels = new TreeMap<>(series.labels());
                labels.remove("__name__");
                ObjectNode row = rows.computeIfAbsent(labels.toString(), _ -> JSON.objectNode());
                labels.forEach(row::put);
                row.put(value, series.last());
            }
            letter++;
        }
        ArrayNode heads = node.putArray("columns");
        columns.forEach(column -> heads.addObject()
                .put("field", column.field())
                .put("title", column.title())
                .put("unit", column.unit().name()));
        node.putArray("rows").addAll(rows.values());
    }

    private static String legend(String format, Map<String, String> labels) {
        Matcher matcher = LABEL.matcher(format);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")))
                .strip();
    }
}
