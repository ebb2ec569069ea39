package dev.sidelight.dashboards;

/**
 * A column of a table.
 *
 * @param field a label, or {@code Value} with the query's letter where there are several, such as {@code Value #B}
 */
public record Column(String field, String title, Unit unit) {

    static Column label(String field, String title) {
        return new Column(field, title, Unit.NONE);
    }

    /** The value of the query with this letter. */
    static Column value(char letter, String title, Unit unit) {
        return new Column("Value #" + letter, title, unit);
    }
}
