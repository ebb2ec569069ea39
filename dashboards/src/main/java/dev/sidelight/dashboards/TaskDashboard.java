package dev.sidelight.dashboards;

import static dev.sidelight.dashboards.Column.label;
import static dev.sidelight.dashboards.Column.value;
import static dev.sidelight.dashboards.Panel.ALL_IS_WELL;
import static dev.sidelight.dashboards.Panel.NOT_ON_FARGATE;
import static dev.sidelight.dashboards.Panel.lines;
import static dev.sidelight.dashboards.Panel.stat;
import static dev.sidelight.dashboards.Panel.states;
import static dev.sidelight.dashboards.Panel.table;
import static dev.sidelight.dashboards.Query.BY_CONTAINER;
import static dev.sidelight.dashboards.Query.ofSidecar;
import static dev.sidelight.dashboards.Query.ofTask;

import dev.sidelight.dashboards.Variable.Choice;
import java.util.List;

/** One task in depth. It needs no recording rule, so that it works on the first scrape. */
public final class TaskDashboard {

    /** Its address in Grafana. */
    public static final String UID = "sidelight-task";

    /** The table. */
    public static final Dashboard DASHBOARD = new Dashboard(
            UID,
            "ECS task",
            "One Amazon ECS task, its containers and its sidecar, as Sidelight measures them.",
            "15s",
            "now-1h",
            List.of(
                    new Variable(
                            "cluster",
                            "Cluster",
                            "label_values(ecs_task_metadata_info, cluster_name)",
                            Choice.ONE_OR_ALL),
                    new Variable(
                            "service",
                            "Service",
                            "label_values(ecs_task_metadata_info{cluster_name=~\"$cluster\"}, service_name)",
                            Choice.ONE_OR_ALL),
                    new Variable(
                            "task",
                            "Task",
                            "label_values(ecs_task_metadata_info{cluster_name=~\"$cluster\", service_name=~\"$service\"}, task_id)",
                            Choice.ONE),
                    new Variable(
                            "job",
                            "Job",
                            "label_values(ecs_task_metadata_info{task_id=\"$task\"}, job)",
                            Choice.FOLLOWS),
                    new Variable(
                            "instance",
                            "Instance",
                            "label_values(ecs_task_metadata_info{task_id=\"$task\", job=\"$job\"}, instance)",
                            Choice.FOLLOWS),
                    new Variable(
                            "container",
                            "Container",
                            "label_values(ecs_container_metadata_info{job=\"$job\", instance=\"$instance\"}, container_name)",
                            Choice.ANY)),
            List.of(
                    new Annotation(
                            "Container started",
                            Query.ofTask("ecs_container_start_timestamp_seconds{container} * 1000", "")
                                    .expression(),
                            "{{container_name}} started",
                            true,
                            Colour.BLUE),
                    new Annotation(
                            "Container stopped",
                            Query.ofTask("ecs_container_finish_timestamp_seconds{container} * 1000", "")
                                    .expression(),
                            "{{container_name}} stopped",
                            true,
                            Colour.ORANGE)),
            List.of(
                    now(),
                    health(),
                    TaskResources.cpu(),
                    TaskResources.memory(),
                    TaskResources.network(),
                    TaskResources.storage(),
                    lifecycle(),
                    clock(),
                    TaskSidecar.sidecar()));

    private TaskDashboard() {}

    private static Panel containerStates(
            String title, String description, String metric, String label, State... states) {
        return states(title, description, Query.ofStates(metric, label, states), states);
    }

    private static Section now() {
        return Section.of(
                "Now",
                stat(
                                "Unhealthy containers",
                                Unit.SHORT,
                                "By the health policy, or by their own health checks. Which and why: Health, below.",
                                ofSidecar(
                                        "sum(max by (job, instance, container_name) (sidelight_container_verdict{task, verdict=\"unhealthy\"} or ecs_container_health_status{task, status=\"unhealthy\"}))",
                                        ""))
                        .on(Scale.NONE_IS_GOOD),
                stat(
                                "Task CPU",
                                Unit.RATIO,
                                "CPU used by all containers of the task over the task's limit.",
                                ofTask("ecs_task_cpu_utilization_ratio{task}", ""))
                        .on(Scale.ofWhole(0.8, 0.95))
                        .emptyWhile("the task has no CPU limit of its own"),
                stat(
                                "Task memory",
                                Unit.RATIO,
                                "Working sets of all containers over the task's memory limit. At 100 % the kernel kills.",
                                ofTask("ecs_task_memory_utilization_ratio{task}", ""))
                        .on(Scale.ofWhole(0.8, 0.9))
                        .emptyWhile("the task has no memory limit of its own"),
                stat(
                                "Ephemeral storage",
                                Unit.RATIO,
                                "Of what is allocated to the task. Writes fail when it is full.",
                                ofTask(
                                        "ecs_task_ephemeral_storage_used_bytes{task} / ecs_task_ephemeral_storage_allocated_bytes{task}",
                                        ""))
                        .on(Scale.ofWhole(0.8, 0.9))
                        .emptyWhile(NOT_ON_FARGATE),
                stat(
                                "Restarts",
                                Unit.SHORT,
                                "Restarts by containers' restart policies since the task began.",
                                ofTask("sum by (job, instance) (ecs_container_restarts_total{task})", ""))
                        .on(Scale.rising(1, 3))
                        .emptyWhile("no container has a restart policy"),
                stat(
                        "Up for",
                        Unit.SECONDS,
                        "How long the task's longest-running container runs.",
                        ofTask(
                                "max by (job, instance) (time() - (ecs_container_start_timestamp_seconds{task} unless ecs_container_finish_timestamp_seconds{task}))",
                                "")),
                stat(
                                "Endpoint answers",
                                Unit.YES_NO,
                                "Yes while the task metadata endpoint answers on both paths. At No the numbers here have ended; they are not old ones.",
                                ofSidecar("min(sidelight_endpoint_up{task})", ""))
                        .on(Scale.ONE_IS_GOOD),
                stat("Scraped", Unit.YES_NO, "Yes while Prometheus reaches the sidecar.", ofSidecar("up{task}", ""))
                        .on(Scale.ONE_IS_GOOD),
                table(
                                "Task",
                                "What ECS calls the task, and what it may use.",
                                List.of(
                                        label("family", "Family"),
                                        label("revision", "Revision"),
                                        label("known_status", "Status"),
                                        label("desired_status", "Desired"),
                                        label("launch_type", "Launch type"),
                                        label("availability_zone", "Zone"),
                                        value('B', "CPU limit", Unit.VCPUS),
                                        value('C', "Memory limit", Unit.BYTES)),
                                taskRow("ecs_task_metadata_info{task}"),
                                taskRow(
                                        "max by (job, instance) (ecs_task_cpu_limit_vcpus{task}) * on (job, instance) group_right () ecs_task_metadata_info{task}"),
                                taskRow(
                                        "max by (job, instance) (ecs_task_memory_limit_bytes{task}) * on (job, instance) group_right () ecs_task_metadata_info{task}"))
                        .sized(12, 4),
                table(
                                "Containers",
                                "Their images, by digest where ECS says it.",
                                List.of(
                                        label("container_name", "Container"),
                                        label("image", "Image"),
                                        label("image_id", "Digest"),
                                        label("log_driver", "Log driver")),
                                ofTask(
                                        "max by (job, instance, container_name, image, image_id, log_driver) (ecs_container_metadata_info{container})",
                                        ""))
                        .sized(12, 4));
    }

    private static Query taskRow(String expression) {
        return ofTask(
                "max by (job, instance, family, revision, known_status, desired_status, launch_type, availability_zone) ("
                        + expression + ")",
                "");
    }

    private static Section health() {
        return Section.of(
                "Health",
                containerStates(
                        "Verdicts of the health policy",
                        "What Sidelight decides of each container. Unknown is not unhealthy: nothing is held against a container of which nothing is known.",
                        "sidelight_container_verdict",
                        "verdict",
                        new State("healthy", Colour.GREEN),
                        new State("unknown", Colour.GRAY),
                        new State("unhealthy", Colour.RED)),
                containerStates(
                                "Health as ECS reports it",
                                "Results of the containers' own health checks; no line for a container without one.",
                                "ecs_container_health_status",
                                "status",
                                new State("healthy", Colour.GREEN),
                                new State("unknown", Colour.GRAY),
                                new State("unhealthy", Colour.RED))
                        .emptyWhile("no container has a health check"),
                states(
                                "Failing rules: the reasons",
                                "While a rule of the policy fails; a rule without a container decides the task. The sidecar's log and /health/containers/NAME say it in words.",
                                ofSidecar("sidelight_rule_failing{task} == 1", "{{container_name}} {{rule}}"),
                                new State("failing", Colour.RED))
                        .emptyWhile(ALL_IS_WELL),
                table(
                                "Last results of the containers' health checks",
                                "Since when ECS reports the present health, and the exit code of the last check that failed; -1 timed out.",
                                List.of(
                                        label("container_name", "Container"),
                                        value('A', "Since", Unit.TIME),
                                        value('B', "Exit code", Unit.NONE)),
                                ofTask("ecs_container_health_since_timestamp_seconds{container} * 1000", ""),
                                ofTask("ecs_container_health_exit_code{container}", ""))
                        .sized(12, 6)
                        .emptyWhile("no container has a health check"));
    }

    private static Section lifecycle() {
        return Section.of(
                "Lifecycle",
                containerStates(
                        "Status of the containers",
                        "As ECS knows it.",
                        "ecs_container_known_status",
                        "status",
                        new State("NONE", Colour.GRAY),
                        new State("MANIFEST_PULLED", Colour.BLUE),
                        new State("PULLED", Colour.BLUE),
                        new State("CREATED", Colour.BLUE),
                        new State("RESOURCES_PROVISIONED", Colour.BLUE),
                        new State("RUNNING", Colour.GREEN),
                        new State("STOPPED", Colour.ORANGE)),
                table(
                                "Start and end",
                                "When each container started, how long after the images were there, and how it ended. 137 is SIGKILL, most often out of memory; 143 SIGTERM.",
                                List.of(
                                        label("container_name", "Container"),
                                        value('A', "Started", Unit.TIME),
                                        value('B', "After the pull", Unit.SECONDS),
                                        value('C', "Stopped", Unit.TIME),
                                        value('D', "Exit code", Unit.NONE)),
                                ofTask("ecs_container_start_timestamp_seconds{container} * 1000", ""),
                                ofTask("ecs_container_start_delay_seconds{container}", ""),
                                ofTask("ecs_container_finish_timestamp_seconds{container} * 1000", ""),
                                ofTask("ecs_container_exit_code{container}", ""))
                        .sized(12, 6),
                table(
                                "Image pull",
                                "Of all images of the task together. Slow pulls: image size, no VPC endpoint, a throttled registry.",
                                List.of(
                                        value('A', "Began", Unit.TIME),
                                        value('B', "Ended", Unit.TIME),
                                        value('C', "Took", Unit.SECONDS)),
                                ofTask("ecs_task_image_pull_start_timestamp_seconds{task} * 1000", ""),
                                ofTask("ecs_task_image_pull_stop_timestamp_seconds{task} * 1000", ""),
                                ofTask("ecs_task_image_pull_duration_seconds{task}", ""))
                        .sized(12, 6),
                lines(
                                "Restarts",
                                Unit.SHORT,
                                "By each container's restart policy, in the last 15 minutes.",
                                ofTask("increase(ecs_container_restarts_total{container}[15m])", BY_CONTAINER))
                        .sized(12, 6)
                        .emptyWhile("no container has a restart policy"));
    }

    private static Section clock() {
        return Section.of(
                "Clock",
                lines(
                                "Clock error bound",
                                Unit.SECONDS,
                                "How far the host's clock may be off. Signatures of AWS calls fail at 5 minutes, leases and tokens long before.",
                                ofTask("ecs_task_clock_error_bound_seconds{task}", "error bound"))
                        .sized(12, 6)
                        .emptyWhile(NOT_ON_FARGATE),
                stat(
                                "Clock synchronized",
                                Unit.YES_NO,
                                "Yes while the host's clock is synchronized.",
                                ofTask("ecs_task_clock_synchronized{task}", ""))
                        .sized(12, 6)
                        .on(Scale.ONE_IS_GOOD)
                        .emptyWhile(NOT_ON_FARGATE));
    }
}
