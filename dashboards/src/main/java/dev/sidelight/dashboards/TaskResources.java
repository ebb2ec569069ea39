package dev.sidelight.dashboards;

import static dev.sidelight.dashboards.Panel.NOT_ON_FARGATE;
import static dev.sidelight.dashboards.Panel.lines;
import static dev.sidelight.dashboards.Query.BY_CONTAINER;
import static dev.sidelight.dashboards.Query.ofTask;

/** What the containers of a task use: CPU, memory, network and storage. */
final class TaskResources {

    private TaskResources() {}

    static Section cpu() {
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
                                BY_CONTAINER + " all"),
                        ofTask(
                                "rate(ecs_container_cpu_user_seconds_total{container}[$__rate_interval])",
                                BY_CONTAINER + " user"),
                        ofTask(
                                "rate(ecs_container_cpu_system_seconds_total{container}[$__rate_interval])",
                                BY_CONTAINER + " kernel")));
    }

    static Section memory() {
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

    static Section network() {
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

    static Section storage() {
        String series = "{{container_name}} {{device}}";
        return Section.of(
                "Storage",
                lines(
                                "Ephemeral storage",
                                Unit.BYTES,
                                "Used by the task, and allocated to it.",
                                ofTask("ecs_task_ephemeral_storage_used_bytes{task}", "used"),
                                ofTask("ecs_task_ephemeral_storage_allocated_bytes{task}", "allocated limit"))
                        .emptyWhile(NOT_ON_FARGATE),
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
}
