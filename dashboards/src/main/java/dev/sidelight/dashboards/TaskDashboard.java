package dev.sidelight.dashboards;

import static dev.sidelight.dashboards.Column.label;
import static dev.sidelight.dashboards.Column.value;
import static dev.sidelight.dashboards.Panel.lines;
import static dev.sidelight.dashboards.Panel.stat;
import static dev.sidelight.dashboards.Panel.states;
import static dev.sidelight.dashboards.Panel.table;
import static dev.sidelight.dashboards.Query.ofSidecar;
import static dev.sidelight.dashboards.Query.ofTask;

import dev.sidelight.dashboards.Variable.Choice;
import java.util.List;

/** One task in depth. It needs no recording rule, so that it works on the first scrape. */
public final class TaskDashboard {

    /** Its address in Grafana. */
    public static final String UID = "sidelight-task";

    private static final String BY_CONTAINER = "{{container_name}}";
    private static final String HEALTHY = "nothing is wrong";
    private static final String FARGATE = "not on Fargate";

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
                            Colour.RED)),
            List.of(now(), health(), cpu(), memory(), network(), storage(), lifecycle(), clock(), sidecar()));

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
                                "Containers that the health policy finds unhealthy. Which and why: Health, below.",
                                ofSidecar("sum(sidelight_container_verdict{task, verdict=\"unhealthy\"})", ""))
                        .on(Scale.NONE_IS_GOOD),
                stat(
                                "CPU of the limit",
                                Unit.RATIO,
                                "CPU used by all containers of the task over the task's limit.",
                                ofTask("ecs_task_cpu_utilization_ratio{task}", ""))
                        .on(Scale.ofWhole(0.8, 0.95))
                        .emptyWhile("the task has no CPU limit of its own"),
                stat(
                                "Memory of the limit",
                                Unit.RATIO,
                                "Working sets of all containers over the task's memory limit. At 100 % the kernel kills.",
                                ofTask("ecs_task_memory_utilization_ratio{task}", ""))
                        .on(Scale.ofWhole(0.8, 0.9))
                        .emptyWhile("the task has no memory limit of its own"),
                stat(
                                "Ephemeral storage used",
                                Unit.RATIO,
                                "Of what is allocated to the task. Fargate stops a task that fills it.",
                                ofTask(
                                        "ecs_task_ephemeral_storage_used_bytes{task} / ecs_task_ephemeral_storage_allocated_bytes{task}",
                                        ""))
                        .on(Scale.ofWhole(0.8, 0.9))
                        .emptyWhile(FARGATE),
                stat(
                                "Restarts",
                                Unit.SHORT,
                                "Restarts by containers' restart policies since the task began.",
                                ofTask("sum by (job, instance) (ecs_container_restarts_total{task})", ""))
                        .on(Scale.rising(1, 3))
                        .emptyWhile("no container has a restart policy"),
                stat(
                        "Up since",
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
                                        "ecs_task_cpu_limit_vcpus{task} * on (job, instance) group_right () ecs_task_metadata_info{task}"),
                                taskRow(
                                        "ecs_task_memory_limit_bytes{task} * on (job, instance) group_right () ecs_task_metadata_info{task}"))
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
                        .emptyWhile(HEALTHY),
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

    private static Section cpu() {
        return Section.of(
                "CPU",
                lines(
                        "CPU used",
                        Unit.VCPUS,
                        "By each container and by the task, between the last two samples of the endpoint. A container without a limit of its own has the task's.",
                        ofTask("ecs_container_cpu_usage_vcpus{container}", BY_CONTAINER),
                        ofTask("ecs_task_cpu_usage_vcpus{task}", "task"),
                        ofTask("ecs_container_cpu_limit_vcpus{container}", BY_CONTAINER + " limit")),
                lines(
                                "CPU of the limit",
                                Unit.RATIO,
                                "Over the container's limit, or the task's where it has none. Above 100 % is possible where shares are no cap.",
                                ofTask("ecs_container_cpu_utilization_ratio{container}", BY_CONTAINER),
                                ofTask("ecs_task_cpu_utilization_ratio{task}", "task"))
                        .on(Scale.rising(0.8, 0.95))
                        .emptyWhile("neither the task nor a container has a CPU limit"),
                lines(
                        "CPU in user and kernel mode",
                        Unit.VCPUS,
                        "From the counters, so no burst between two scrapes is lost. Much kernel time: system calls, page faults, network.",
                        ofTask(
                                "rate(ecs_container_cpu_usage_seconds_total{container}[$__rate_interval])",
                                BY_CONTAINER),
                        ofTask(
                                "rate(ecs_container_cpu_user_seconds_total{container}[$__rate_interval])",
                                BY_CONTAINER + " user"),
                        ofTask(
                                "rate(ecs_container_cpu_system_seconds_total{container}[$__rate_interval])",
                                BY_CONTAINER + " kernel")));
    }

    private static Section memory() {
        return Section.of(
                "Memory",
                lines(
                        "Working set",
                        Unit.BYTES,
                        "What the kernel cannot take back at once: what counts against the limit before it kills.",
                        ofTask("ecs_container_memory_working_set_bytes{container}", BY_CONTAINER),
                        ofTask("ecs_container_memory_limit_bytes{container}", BY_CONTAINER + " limit"),
                        ofTask("ecs_task_memory_working_set_bytes{task}", "task")),
                lines(
                                "Memory of the limit",
                                Unit.RATIO,
                                "Working set over the container's limit, or the task's where it has none.",
                                ofTask("ecs_container_memory_utilization_ratio{container}", BY_CONTAINER),
                                ofTask("ecs_task_memory_utilization_ratio{task}", "task"))
                        .on(Scale.rising(0.8, 0.9))
                        .emptyWhile("neither the task nor a container has a memory limit"),
                lines(
                        "Page cache and usage",
                        Unit.BYTES,
                        "Usage counts the page cache, which the kernel takes back when it must: high usage alone is no trouble.",
                        ofTask("ecs_container_memory_usage_bytes{container}", BY_CONTAINER + " usage"),
                        ofTask("ecs_container_memory_page_cache_size_bytes{container}", BY_CONTAINER + " page cache")),
                lines(
                        "Major page faults",
                        Unit.OPERATIONS_PER_SECOND,
                        "Reads from disk because memory was short. A steady rate is thrashing.",
                        ofTask(
                                "rate(ecs_container_memory_major_page_faults_total{container}[$__rate_interval])",
                                BY_CONTAINER)),
                lines(
                                "Processes and threads",
                                Unit.SHORT,
                                "And their limit, where there is one.",
                                ofTask("ecs_container_pids{container}", BY_CONTAINER),
                                ofTask("ecs_container_pids_limit{container}", BY_CONTAINER + " limit"))
                        .emptyWhile("ECS does not count them on Fargate"));
    }

    private static Section network() {
        String series = "{{interface}} {{container_name}}";
        return Section.of(
                "Network",
                lines(
                        "Received",
                        Unit.BYTES_PER_SECOND,
                        "Computed from the interface's counters; in awsvpc each interface once. Dashed: what the endpoint itself reports, as a check.",
                        ofTask("ecs_network_receive_bytes_per_second{task}", series),
                        ofTask("ecs_network_reported_receive_bytes_per_second{task}", "{{container_name}} reported")),
                lines(
                        "Transmitted",
                        Unit.BYTES_PER_SECOND,
                        "Computed from the interface's counters; in awsvpc each interface once. Dashed: what the endpoint itself reports, as a check.",
                        ofTask("ecs_network_transmit_bytes_per_second{task}", series),
                        ofTask("ecs_network_reported_transmit_bytes_per_second{task}", "{{container_name}} reported")),
                lines(
                        "Bytes by the counters",
                        Unit.BYTES_PER_SECOND,
                        "The same by Prometheus from the counters, over the range between scrapes: what existing dashboards of ecs_exporter show.",
                        ofTask("rate(ecs_network_receive_bytes_total{task}[$__rate_interval])", series + " in"),
                        ofTask("rate(ecs_network_transmit_bytes_total{task}[$__rate_interval])", series + " out")),
                lines(
                        "Packets",
                        Unit.PACKETS_PER_SECOND,
                        "Bytes over packets near the MTU is bulk, near 100 is chatter.",
                        ofTask("rate(ecs_network_receive_packets_total{task}[$__rate_interval])", series + " in"),
                        ofTask("rate(ecs_network_transmit_packets_total{task}[$__rate_interval])", series + " out")),
                lines(
                        "Errors and drops",
                        Unit.PACKETS_PER_SECOND,
                        "Anything above 0 that lasts is worth a look: instance limits, full queues, a bad host.",
                        ofTask("rate(ecs_network_receive_errors_total{task}[$__rate_interval])", series + " in errors"),
                        ofTask(
                                "rate(ecs_network_transmit_errors_total{task}[$__rate_interval])",
                                series + " out errors"),
                        ofTask(
                                "rate(ecs_network_receive_packets_dropped_total{task}[$__rate_interval])",
                                series + " in dropped"),
                        ofTask(
                                "rate(ecs_network_transmit_packets_dropped_total{task}[$__rate_interval])",
                                series + " out dropped")));
    }

    private static Section storage() {
        String series = "{{container_name}} {{device}}";
        return Section.of(
                "Storage",
                lines(
                                "Ephemeral storage",
                                Unit.BYTES,
                                "Used by the task, and allocated to it.",
                                ofTask("ecs_task_ephemeral_storage_used_bytes{task}", "used"),
                                ofTask("ecs_task_ephemeral_storage_allocated_bytes{task}", "allocated limit"))
                        .emptyWhile(FARGATE),
                lines(
                        "Bytes of devices",
                        Unit.BYTES_PER_SECOND,
                        "Stacked devices (259:0 and 252:0) count the same bytes twice: read them apart.",
                        ofTask(
                                "rate(ecs_container_storage_read_bytes_total{container}[$__rate_interval])",
                                series + " read"),
                        ofTask(
                                "rate(ecs_container_storage_write_bytes_total{container}[$__rate_interval])",
                                series + " write")),
                lines(
                                "Operations of devices",
                                Unit.OPERATIONS_PER_SECOND,
                                "Stacked devices count the same operation twice.",
                                ofTask(
                                        "rate(ecs_container_storage_reads_total{container}[$__rate_interval])",
                                        series + " read"),
                                ofTask(
                                        "rate(ecs_container_storage_writes_total{container}[$__rate_interval])",
                                        series + " write"))
                        .emptyWhile("ECS does not count them on cgroup v2"));
    }

    private static Section lifecycle() {
        return Section.of(
                "Lifecycle",
                containerStates(
                        "Status of the containers",
                        "As ECS knows it.",
                        "ecs_container_known_status",
                        "status",
                        new State("PULLED", Colour.BLUE),
                        new State("CREATED", Colour.BLUE),
                        new State("RESOURCES_PROVISIONED", Colour.BLUE),
                        new State("RUNNING", Colour.GREEN),
                        new State("STOPPED", Colour.RED)),
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
                        .emptyWhile(FARGATE),
                stat(
                                "Clock synchronized",
                                Unit.YES_NO,
                                "Yes while the host's clock is synchronized.",
                                ofTask("ecs_task_clock_synchronized{task}", ""))
                        .sized(12, 6)
                        .on(Scale.ONE_IS_GOOD)
                        .emptyWhile(FARGATE));
    }

    private static Section sidecar() {
        return Section.of(
                "The sidecar itself",
                lines(
                        "Polls of the endpoint",
                        Unit.OPERATIONS_PER_SECOND,
                        "By path and how they ended. Anything but success: the troubleshooting page says what each means.",
                        ofSidecar(
                                "sum by (path, outcome) (rate(sidelight_polls_total{task}[$__rate_interval])) > 0",
                                "{{path}} {{outcome}}")),
                lines(
                        "How long polls take",
                        Unit.SECONDS,
                        "Mean, and the longest of the last minutes.",
                        ofSidecar(
                                "rate(sidelight_poll_duration_seconds_sum{task}[$__rate_interval]) / rate(sidelight_poll_duration_seconds_count{task}[$__rate_interval])",
                                "{{path}}"),
                        ofSidecar("sidelight_poll_duration_seconds_max{task}", "{{path}} longest")),
                lines(
                        "Age of the numbers",
                        Unit.SECONDS,
                        "Since the endpoint sampled each container, and since the last successful poll. Fargate samples each 10 s.",
                        ofSidecar("time() - sidelight_sample_timestamp_seconds{container}", BY_CONTAINER),
                        ofSidecar("time() - sidelight_last_poll_timestamp_seconds{task}", "last poll")),
                states(
                                "Missing statistics",
                                "A running container of which the endpoint gives no statistics, and why.",
                                ofSidecar("sidelight_stats_missing{container}", "{{container_name}} {{reason}}"),
                                new State("missing", Colour.RED))
                        .sized(8, 8)
                        .emptyWhile(HEALTHY),
                lines(
                        "CPU of the sidecar",
                        Unit.VCPUS,
                        "What it costs the task.",
                        ofSidecar("rate(process_cpu_seconds_total{task}[$__rate_interval])", "sidecar")),
                lines(
                        "Memory of the sidecar",
                        Unit.BYTES,
                        "Resident, and the Java heap in it.",
                        ofSidecar("process_resident_memory_bytes{task}", "resident"),
                        ofSidecar("jvm_memory_used_bytes{task, area=\"heap\"}", "heap")),
                lines(
                        "Scrapes",
                        Unit.SECONDS,
                        "The time that the sidecar takes for one, without the network.",
                        ofSidecar(
                                "rate(sidelight_scrape_duration_seconds_sum{task}[$__rate_interval]) / rate(sidelight_scrape_duration_seconds_count{task}[$__rate_interval])",
                                "mean")),
                lines(
                                "CloudWatch",
                                Unit.SHORT,
                                "Publishes in 5 minutes by how they ended, and metric datums taken.",
                                ofSidecar(
                                        "sum by (outcome) (increase(sidelight_cloudwatch_publishes_total{task}[5m])) > 0",
                                        "{{outcome}}"),
                                ofSidecar("increase(sidelight_cloudwatch_datums_total{task}[5m])", "datums"))
                        .emptyWhile("publishing to CloudWatch is off"),
                table(
                                "Version",
                                "Of the sidecar and of the Java that runs it.",
                                List.of(label("version", "Sidelight"), label("java_version", "Java")),
                                ofSidecar("max by (version, java_version) (sidelight_build_info{task})", ""))
                        .sized(8, 8));
    }
}
