package dev.sidelight.dashboards;

import java.util.Locale;

/** The few colours that mean something, by Grafana's names. */
public enum Colour {
    GREEN,
    ORANGE,
    RED,
    BLUE,
    /** Known to be unknown. */
    GRAY;

    /** Its name in Grafana's palette; the report's style sheet has the same. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
