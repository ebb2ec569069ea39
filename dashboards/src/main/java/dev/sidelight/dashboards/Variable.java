package dev.sidelight.dashboards;

/**
 * A choice at the top of a dashboard, filled from Prometheus.
 *
 * @param query {@code label_values(…)} with the variables before it
 * @param choice whether one value is chosen, or all can be
 */
public record Variable(String name, String label, String query, Choice choice) {

    /** How many values can be chosen. */
    public enum Choice {
        /** One. */
        ONE,
        /** One or all; all includes series that lack the label. */
        ONE_OR_ALL,
        /** Any; all includes series that lack the label. */
        ANY,
        /** The first, which follows from the other choices and is not shown. */
        FOLLOWS
    }
}
