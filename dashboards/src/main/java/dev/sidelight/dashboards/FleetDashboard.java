package dev.sidelight.dashboards;

import static dev.sidelight.dashboards.Column.label;
import static dev.sidelight.dashboards.Column.value;
import static dev.sidelight.dashboards.Panel.ALL_IS_WELL;
import static dev.sidelight.dashboards.Panel.lines;
import static dev.sidelight.dashboards.Panel.stat;
import static dev.sidelight.dashboards.Panel.table;

import dev.sidelight.dashboards.Variable.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Services and clusters. What it draws over time is recorded by service; tables ask for the tasks of now. */
public final class FleetDashboard {

    /** Its address in Grafana. */
    public static final String UID = "sidelight-fleet";

    private static final String CHOSEN = "{cluster_name=~\"$cluster\", service_name=~\"$service\"}";
    private static final String REVISIONS = "service:ecs_tasks_by_revision:count" + CHOSEN;
    private static final String IDENTITY = "cluster_name, service_name, family, task_id";
    private static final String BY_SERVICE = "{{service_name}} {{family}}";

    /** The table. */
    public static final Dashboard DASHBOARD = new Dashboard(
            UID,
            "ECS fleet",
            "Amazon ECS services and clusters, as their Sidelight sidecars measure them. Needs the recording rules.",
            "1m",
            "now-6h",
            List.of(
                    new Variable(
                            "cluster",
                            "Cluster",
                            "label_values(task:ecs_task_metadata_info:last, cluster_name)",
                            Choice.ANY),
                    new Variable(
                            "service",
                            "Service",
                            "label_values(task:ecs_task_metadata_info:last{cluster_name=~\"$cluster\"}, service_name)",
                            Choice.ANY)),
            List.of(
                    new Annotation(
                            "Deployment",
                            REVISIONS + " unless " + REVISIONS
                                    + " offset 5m and on (cluster_name, service_name, family) " + REVISIONS
                                    + " offset 5m",
                            "{{service_name}}: {{family}}:{{revision}}",
                            false,
                            Colour.BLUE),
                    new Annotation(
                            "Container stopped",
                            "(" + of("ecs_container_finish_timestamp_seconds", ", container_name") + ") * 1000",
                            "{{container_name}} of {{service_name}} {{family}} stopped",
                            true,
                            Colour.ORANGE)),
            List.of(fleet(), services(), saturation(), health(), starts(), sidecars()));

    private FleetDashboard() {}

    private static Section fleet() {
        return Section.of(
                "Fleet",
                total(
                        "Tasks",
                        Unit.SHORT,
                        "Tasks whose sidecar reports.",
                        "sum(service:ecs_tasks:count" + CHOSEN + ")"),
                total(
                                "Unhealthy containers",
                                Unit.SHORT,
                                "By their policies, or by their own health checks.",
                                "sum(service:sidelight_containers_unhealthy:sum" + CHOSEN + ")")
                        .on(Scale.NONE_IS_GOOD),
                total(
                                "Sidecars down",
                                Unit.SHORT,
                                "Sidecars that Prometheus finds but cannot scrape, in all clusters: where discovery does not know the cluster, a sidecar that is down has none.",
                                "count(up{job=\"sidelight\"} == 0) or vector(0)")
                        .on(Scale.NONE_IS_GOOD),
                total(
                                "Firing alerts",
                                Unit.SHORT,
                                "Of Sidelight's rules, in the chosen clusters; without those of severity info.",
                                "count(ALERTS{alertstate=\"firing\", alertname=~\"(Ecs|Sidelight).+\", severity!=\"info\", cluster_name=~\"$cluster|\"}) or vector(0)")
                        .on(Scale.NONE_IS_GOOD),
                total(
                        "CPU used",
                        Unit.VCPUS,
                        "By all tasks.",
                        "sum(service:ecs_task_cpu_usage_vcpus:sum" + CHOSEN + ")"),
                total(
                                "CPU of the limits",
                                Unit.RATIO,
                                "What the tasks that have a limit use of it: a low number is money.",
                                ofLimits("cpu", "cpu_limit_vcpus"))
                        .emptyWhile("no task has a CPU limit"),
                total(
                                "Memory of the limits",
                                Unit.RATIO,
                                "What the tasks that have a limit use of it.",
                                ofLimits("memory", "memory_limit_bytes"))
                        .emptyWhile("no task has a memory limit"),
                total(
                                "Recording rules",
                                Unit.YES_NO,
                                "Yes where they are loaded and a task is scraped. Without them this dashboard is empty: load dashboards/prometheus/rules/recording.yml.",
                                "(count(task:ecs_task_metadata_info:last) > bool 0) or vector(0)")
                        .on(Scale.ONE_IS_GOOD),
                lines(
                        "Tasks by cluster",
                        Unit.SHORT,
                        "Whose sidecar reports.",
                        query("cluster:ecs_tasks:sum{cluster_name=~\"$cluster\"}", "{{cluster_name}}")),
                lines(
                                "Unhealthy containers by cluster",
                                Unit.SHORT,
                                "By their policies, or by their own health checks.",
                                query(
                                        "cluster:sidelight_containers_unhealthy:sum{cluster_name=~\"$cluster\"}",
                                        "{{cluster_name}}"))
                        .on(Scale.OPEN),
                lines(
                        "Network by cluster",
                        Unit.BYTES_PER_SECOND,
                        "Of all tasks, each interface once.",
                        query(
                                "cluster:ecs_network_receive_bytes_per_second:sum{cluster_name=~\"$cluster\"}",
                                "{{cluster_name}} in"),
                        query(
                                "cluster:ecs_network_transmit_bytes_per_second:sum{cluster_name=~\"$cluster\"}",
                                "{{cluster_name}} out")));
    }

    private static Section services() {
        return Section.of(
                "Services",
                table(
                                "Services",
                                "A line each; a task outside of a service goes by its family.",
                                List.of(
                                        label("cluster_name", "Cluster"),
                                        label("service_name", "Service"),
                                        label("family", "Family"),
                                        value('A', "Tasks", Unit.SHORT),
                                        value('B', "CPU used", Unit.VCPUS),
                                        value('C', "Highest CPU", Unit.RATIO),
                                        value('D', "Memory used", Unit.BYTES),
                                        value('E', "Highest memory", Unit.RATIO),
                                        value('F', "Unhealthy containers", Unit.SHORT),
                                        value('G', "Unhealthy tasks", Unit.SHORT),
                                        value('H', "Restarts in 1 h", Unit.SHORT)),
                                query("service:ecs_tasks:count" + CHOSEN),
                                query("service:ecs_task_cpu_usage_vcpus:sum" + CHOSEN),
                                query("service:ecs_task_cpu_utilization_ratio:max" + CHOSEN),
                                query("service:ecs_task_memory_working_set_bytes:sum" + CHOSEN),
                                query("service:ecs_task_memory_utilization_ratio:max" + CHOSEN),
                                query("service:sidelight_containers_unhealthy:sum" + CHOSEN),
                                query("service:sidelight_tasks_unhealthy:sum" + CHOSEN),
                                query("service:ecs_container_restarts:increase1h" + CHOSEN))
                        .sized(24, 9),
                lines(
                        "CPU of the limits",
                        Unit.RATIO,
                        "What the tasks of a service that have a limit use of it.",
                        query("service:ecs_task_cpu_utilization_ratio:avg" + CHOSEN, BY_SERVICE)),
                lines(
                        "Memory of the limits",
                        Unit.RATIO,
                        "What the tasks of a service that have a limit use of it.",
                        query("service:ecs_task_memory_utilization_ratio:avg" + CHOSEN, BY_SERVICE)),
                lines(
                        "Network",
                        Unit.BYTES_PER_SECOND,
                        "Each interface once.",
                        query("service:ecs_network_receive_bytes_per_second:sum" + CHOSEN, BY_SERVICE + " in"),
                        query("service:ecs_network_transmit_bytes_per_second:sum" + CHOSEN, BY_SERVICE + " out")));
    }

    private static Section saturation() {
        return Section.of(
                "Top tasks by saturation",
                top(
                        "Top tasks by CPU",
                        Unit.RATIO,
                        "ecs_task_cpu_utilization_ratio",
                        "CPU of the limit",
                        "CPU used over the task's limit."),
                top(
                        "Top tasks by memory",
                        Unit.RATIO,
                        "ecs_task_memory_utilization_ratio",
                        "Memory of the limit",
                        "Working sets over the task's limit."),
                highest("CPU", "service:ecs_task_cpu_utilization_ratio:max"),
                highest("Memory", "service:ecs_task_memory_utilization_ratio:max"),
                lines(
                                "Ephemeral storage",
                                Unit.RATIO,
                                "The fullest task of each service. Writes fail when it is full.",
                                query("service:ecs_task_ephemeral_storage_utilization_ratio:max" + CHOSEN, BY_SERVICE))
                        .on(Scale.ofWhole(0.8, 0.9))
                        .emptyWhile("no task is on Fargate"));
    }

    private static Section health() {
        return Section.of(
                "Health",
                table(
                                "Unhealthy containers",
                                "Now, by their policies or by their own health checks. The task's dashboard says why.",
                                taskColumns(label("container_name", "Container")),
                                query(of(
                                        "(sidelight_container_verdict{verdict=\"unhealthy\"} == 1)",
                                        ", container_name")))
                        .emptyWhile(ALL_IS_WELL),
                table(
                                "Containers killed (137) in the last hour",
                                "That stopped with exit code 137, SIGKILL, while their task was to run: most often out of memory.",
                                taskColumns(label("container_name", "Container")),
                                query(of(
                                        "ecs_container_exit_code == 137 and on (job, instance, container_name) (time() - ecs_container_finish_timestamp_seconds < 3600) unless on (job, instance) ecs_task_metadata_info{desired_status=\"STOPPED\"}",
                                        ", container_name")))
                        .emptyWhile(ALL_IS_WELL),
                table(
                                "Failing rules of tasks",
                                "Rules that decide a task and no container: the network in awsvpc, ephemeral storage.",
                                taskColumns(label("rule", "Rule")),
                                query(of("sidelight_rule_failing{container_name=\"\"} == 1", ", rule")))
                        .sized(24, 5)
                        .emptyWhile(ALL_IS_WELL),
                lines(
                                "Restarts",
                                Unit.SHORT,
                                "In an hour, by the containers' restart policies.",
                                query("service:ecs_container_restarts:increase1h" + CHOSEN, BY_SERVICE))
                        .sized(12, 6)
                        .emptyWhile("no container has a restart policy"),
                lines(
                                "Unhealthy containers by service",
                                Unit.SHORT,
                                "By their policies, or by their own health checks.",
                                query("service:sidelight_containers_unhealthy:sum" + CHOSEN, BY_SERVICE))
                        .sized(12, 6));
    }

    private static Section starts() {
        return Section.of(
                "Starts",
                table(
                        "Slowest starts",
                        "From the end of the image pull to the start of the container; what a dependsOn waits for is in it.",
                        taskColumns(
                                label("container_name", "Container"),
                                new Column("Value", "After the pull", Unit.SECONDS)),
                        query("topk(10, " + of("ecs_container_start_delay_seconds", ", container_name") + ")")),
                table(
                        "Slowest image pulls",
                        "Of all images of a task together.",
                        taskColumns(new Column("Value", "Took", Unit.SECONDS)),
                        query("topk(10, " + of("ecs_task_image_pull_duration_seconds", "") + ")")),
                lines(
                                "Slowest start of each service",
                                Unit.SECONDS,
                                "From the end of the image pull to the start of the container.",
                                query("service:ecs_container_start_delay_seconds:max" + CHOSEN, BY_SERVICE))
                        .sized(12, 6),
                lines(
                                "Slowest image pull of each service",
                                Unit.SECONDS,
                                "Of all images of a task together.",
                                query("service:ecs_task_image_pull_duration_seconds:max" + CHOSEN, BY_SERVICE))
                        .sized(12, 6));
    }

    private static Section sidecars() {
        return Section.of(
                "Sidecars",
                lines(
                                "Failed polls of the endpoint",
                                Unit.OPERATIONS_PER_SECOND,
                                "By service: throttled, timed out, refused, malformed.",
                                query("service:sidelight_poll_failures:rate5m" + CHOSEN + " > 0", BY_SERVICE))
                        .emptyWhile(ALL_IS_WELL),
                table(
                                "Endpoint down",
                                "Sidecars whose task metadata endpoint does not answer: their tasks have no numbers.",
                                taskColumns(label("path", "Path")),
                                query(of("sidelight_endpoint_up == 0", ", path")))
                        .sized(8, 8)
                        .emptyWhile(ALL_IS_WELL),
                table(
                                "Missing statistics",
                                "Running containers of which the endpoint gives no statistics, and why.",
                                taskColumns(label("container_name", "Container"), label("reason", "Why")),
                                query(of("sidelight_stats_missing", ", container_name, reason")))
                        .sized(8, 8)
                        .emptyWhile(ALL_IS_WELL),
                lines(
                        "Version mix",
                        Unit.SHORT,
                        "Sidecars by version, in the chosen clusters.",
                        query(
                                "sum by (version) (cluster:sidelight_build_info:count{cluster_name=~\"$cluster\"})",
                                "{{version}}")),
                top(
                                "Heaviest sidecars",
                                Unit.BYTES,
                                "process_resident_memory_bytes",
                                "Resident",
                                "Resident memory of the sidecar.")
                        .sized(8, 8),
                lines(
                        "Sidecars by scrape",
                        Unit.SHORT,
                        "That Prometheus finds: scraped, and not.",
                        query("sum(up{job=\"sidelight\"})", "scraped"),
                        query("count(up{job=\"sidelight\"}) - sum(up{job=\"sidelight\"})", "down")));
    }

    private static Panel highest(String what, String metric) {
        return lines(
                        what + ", the highest task of each service",
                        Unit.RATIO,
                        "Over the task's limit.",
                        query(metric + CHOSEN, BY_SERVICE))
                .on(Scale.rising(0.8, 0.95));
    }

    private static Panel top(String title, Unit unit, String metric, String column, String description) {
        return table(
                        title,
                        description + " The ten highest now.",
                        taskColumns(new Column("Value", column, unit)),
                        query("topk(10, " + of(metric, "") + ")"))
                .sized(12, 8);
    }

    /** The services' ratios, each by the weight of its limit. */
    private static String ofLimits(String what, String limit) {
        String ratio = "service:ecs_task_" + what + "_utilization_ratio:avg" + CHOSEN;
        String limits = "service:ecs_task_" + limit + ":sum" + CHOSEN;
        return "sum(" + ratio + " * " + limits + ") / sum(" + limits + " and " + ratio + ")";
    }

    private static Panel total(String title, Unit unit, String description, String expression) {
        return stat(title, unit, description, query(expression));
    }

    private static Query query(String expression) {
        return new Query(expression, "");
    }

    private static Query query(String expression, String legend) {
        return new Query(expression, legend);
    }

    private static List<Column> taskColumns(Column... more) {
        List<Column> identity = List.of(
                label("cluster_name", "Cluster"),
                label("service_name", "Service"),
                label("family", "Family"),
                label("task_id", "Task"));
        return Stream.concat(identity.stream(), Arrays.stream(more)).toList();
    }

    /**
     * Series of the chosen services' tasks, with the names of their tasks. An address that is used again has for a while the
     * series of two tasks, so there is one of each before names are put to it.
     */
    private static String of(String expression, String labels) {
        return "max by (job, instance" + labels + ") (" + expression + ") * on (job, instance) group_left (" + IDENTITY
                + ") task:ecs_task_metadata_info:last" + CHOSEN;
    }
}
