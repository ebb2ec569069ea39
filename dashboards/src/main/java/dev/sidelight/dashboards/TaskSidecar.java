package dev.sidelight.dashboards;

import static dev.sidelight.dashboards.Column.label;
import static dev.sidelight.dashboards.Panel.ALL_IS_WELL;
import static dev.sidelight.dashboards.Panel.lines;
import static dev.sidelight.dashboards.Panel.states;
import static dev.sidelight.dashboards.Panel.table;
import static dev.sidelight.dashboards.Query.BY_CONTAINER;
import static dev.sidelight.dashboards.Query.ofSidecar;

import java.util.List;

/** The sidecar of a task: how its polls go, and what it costs. */
final class TaskSidecar {

    private TaskSidecar() {}

    static Section sidecar() {
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
                        .emptyWhile(ALL_IS_WELL),
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
