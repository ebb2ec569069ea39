package dev.sidelight.acceptance;

import dev.sidelight.dashboards.Dashboard;
import dev.sidelight.dashboards.FleetDashboard;
import dev.sidelight.dashboards.TaskDashboard;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is empty in a healthy task, and the task that fills it.
 *
 * @param queries the letters of those of the panel's queries
 */
record Elsewhere(Dashboard dashboard, String section, String panel, String queries, String filledBy) {

    /** Of both dashboards. */
    static final List<Elsewhere> ALL = List.of(
            ofTask("Health", "Failing rules: the reasons", "A", "ill"),
            ofTask("Health", "Last results of the containers' health checks", "B", "ill"),
            ofTask("Memory", "Processes and threads", "AB", "recorded"),
            ofTask("Storage", "Operations of devices", "AB", "recorded"),
            ofTask("Lifecycle", "Start and end", "CD", "ill"),
            ofTask("The sidecar itself", "Missing statistics", "A", "unreachable"),
            ofTask("The sidecar itself", "CloudWatch", "AB", "recorded"),
            ofFleet("Health", "Unhealthy containers", "A", "ill"),
            ofFleet("Health", "Containers killed (137) in the last hour", "A", "ill"),
            ofFleet("Health", "Failing rules of tasks", "A", "ill"),
            ofFleet("Sidecars", "Failed polls of the endpoint", "A", "unreachable"),
            ofFleet("Sidecars", "Endpoint down", "A", "unreachable"),
            ofFleet("Sidecars", "Missing statistics", "A", "unreachable"));

    Stream<Asked> asked() {
        return Asked.of(dashboard)
                .filter(one -> one.section().equals(section)
                        && one.panel().title().equals(panel)
                        && queries.indexOf(one.letter()) >= 0);
    }

    @Override
    public String toString() {
        return dashboard.uid() + ": " + section + ": " + panel + " " + queries;
    }

    private static Elsewhere ofTask(String section, String panel, String queries, String filledBy) {
        return new Elsewhere(TaskDashboard.DASHBOARD, section, panel, queries, filledBy);
    }

    private static Elsewhere ofFleet(String section, String panel, String queries, String filledBy) {
        return new Elsewhere(FleetDashboard.DASHBOARD, section, panel, queries, filledBy);
    }
}
