package dev.sidelight.acceptance;

import dev.sidelight.dashboards.Dashboard;
import dev.sidelight.dashboards.Panel;
import dev.sidelight.dashboards.Query;
import dev.sidelight.dashboards.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One query of a panel, and its letter in Grafana. */
record Asked(String uid, String section, Panel panel, char letter, String expression) {

    /** All of a dashboard's. */
    static Stream<Asked> of(Dashboard dashboard) {
        List<Asked> all = new ArrayList<>();
        for (Section section : dashboard.sections()) {
            for (Panel panel : section.panels()) {
                char letter = 'A';
                for (Query query : panel.queries()) {
                    all.add(new Asked(dashboard.uid(), section.title(), panel, letter, query.expression()));
                    letter++;
                }
            }
        }
        return all.stream();
    }

    @Override
    public String toString() {
        return uid + ": " + section + ": " + panel.title() + " " + letter;
    }
}
