package dev.sidelight.dashboards;

import java.util.List;

/**
 * One panel: what it asks and how it shows the answer.
 *
 * @param description what the numbers mean and what to do with them, shown beside the title
 * @param width in 24ths of the page
 * @param height in Grafana's units of 30 pixels
 * @param emptyWhile why it has no data while all is well; empty where it always has
 */
public record Panel(
        String title,
        String description,
        View view,
        Unit unit,
        Scale scale,
        List<Query> queries,
        int width,
        int height,
        String emptyWhile) {

    static final String ALL_IS_WELL = "nothing is wrong";
    static final String NOT_ON_FARGATE = "not on Fargate";

    public Panel {
        queries = List.copyOf(queries);
    }

    static Panel lines(String title, Unit unit, String description, Query... queries) {
        return of(title, description, new View.Lines(), unit, queries).sized(8, 8);
    }

    static Panel stat(String title, Unit unit, String description, Query query) {
        return of(title, description, new View.Stat(), unit, query).sized(3, 4);
    }

    /** Bars of the states that numbers from 1 on stand for. */
    static Panel states(String title, String description, Query query, State... states) {
        return of(title, description, new View.States(List.of(states)), Unit.NONE, query)
                .sized(12, 6);
    }

    static Panel table(String title, String description, List<Column> columns, Query... queries) {
        return of(title, description, new View.Table(columns), Unit.NONE, queries)
                .sized(12, 6);
    }

    Panel sized(int newWidth, int newHeight) {
        return new Panel(title, description, view, unit, scale, queries, newWidth, newHeight, emptyWhile);
    }

    Panel on(Scale newScale) {
        return new Panel(title, description, view, unit, newScale, queries, width, height, emptyWhile);
    }

    Panel emptyWhile(String reason) {
        return new Panel(title, description, view, unit, scale, queries, width, height, reason);
    }

    private static Panel of(String title, String description, View view, Unit unit, Query... queries) {
        return new Panel(title, description, view, unit, Scale.OPEN, List.of(queries), 0, 0, "");
    }
}
