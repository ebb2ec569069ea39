package dev.sidelight.agent.metric;

import static dev.sidelight.agent.metric.Metric.Kind.COUNTER;
import static dev.sidelight.agent.metric.Metric.Kind.GAUGE;
import static dev.sidelight.agent.metric.Rows.container;
import static dev.sidelight.agent.metric.Rows.containerInfo;
import static dev.sidelight.agent.metric.Rows.containers;
import static dev.sidelight.agent.metric.Rows.count;
import static dev.sidelight.agent.metric.Rows.device;
import static dev.sidelight.agent.metric.Rows.flag;
import static dev.sidelight.agent.metric.Rows.live;
import static dev.sidelight.agent.metric.Rows.liveContainer;
import static dev.sidelight.agent.metric.Rows.nanosAsSeconds;
import static dev.sidelight.agent.metric.Rows.network;
import static dev.sidelight.agent.metric.Rows.number;
import static dev.sidelight.agent.metric.Rows.reportedRate;
import static dev.sidelight.agent.metric.Rows.sample;
import static dev.sidelight.agent.metric.Rows.scaled;
import static dev.sidelight.agent.metric.Rows.seconds;
import static dev.sidelight.agent.metric.Rows.task;
import static dev.sidelight.agent.metric.Rows.taskInfo;
import static dev.sidelight.agent.metric.Rows.timestamp;
import static dev.sidelight.agent.metric.Rows.withName;

import dev.sidelight.agent.metric.Metric.Sample;
import dev.sidelight.agent.metric.Rows.Label;
import dev.sidelight.health.RuleStanding;
import dev.sidelight.health.RuleState;
import dev.sidelight.task.Container;
import dev.sidelight.task.Container.HealthStatus;
import dev.sidelight.task.ContainerStats;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.NetworkSample;
import dev.sidelight.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every metric that is read off an observation, one row each. A sample of the page made from it:
 *
 * <pre>{@code
 * ecs_task_cpu_limit_vcpus 0.5
 * ecs_container_cpu_usage_vcpus{container_name="app"} 0.1
 * ecs_network_receive_bytes_total{interface="eth1"} 1050000
 * }</pre>
 */
public final class Catalogue {

    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final List<String> VERDICTS = List.of("healthy", "unhealthy", "unknown");

    private static final String ROW_OF_SHARED =
            " In awsvpc once per task and interface, without container_name; else per container.";

    /** The rows, in the order of the page. */
    public static final List<Metric> METRICS = List.of(
            taskInfo(
                    "ecs_task_metadata_info",
                    "What ECS calls the task; an absent field is an empty label.",
                    List.of(
                            new Label<>("cluster", t -> t.task().cluster()),
                            new Label<>("task_arn", t -> t.task().taskArn()),
                            new Label<>("family", t -> t.task().family()),
                            new Label<>("revision", t -> t.task().revision()),
                            new Label<>("desired_status", t -> t.task().desiredStatus()),
                            new Label<>("known_status", t -> t.task().knownStatus()),
                            new Label<>("availability_zone", t -> t.task().availabilityZone()),
                            new Label<>("launch_type", t -> t.task().launchType()),
                            new Label<>("cluster_name", t -> t.task().clusterName()),
                            new Label<>("service_name", t -> t.task().serviceName()),
                            new Label<>("task_id", t -> t.task().taskId()))),
            task(
                    "ecs_task_cpu_limit_vcpus",
                    "CPU limit of the task in vCPU.",
                    t -> t.limits().vcpus()),
            task(
                    "ecs_task_memory_limit_bytes",
                    "Memory limit of the task in bytes.",
                    t -> t.limits().memoryBytes()),
            task(
                    "ecs_task_cpu_usage_vcpus",
                    "CPU used by all containers of the task in vCPU, those of ECS included; absent while one is not known.",
                    MeasuredTask::cpuUsageVcpus),
            task(
                    "ecs_task_cpu_utilization_ratio",
                    "CPU used by the task over its CPU limit, 0-1.",
                    MeasuredTask::cpuUtilizationRatio),
            task(
                    "ecs_task_memory_working_set_bytes",
                    "Working sets of all containers of the task in bytes, those of ECS included; absent while one is not known.",
                    MeasuredTask::workingSetBytes),
            task(
                    "ecs_task_memory_utilization_ratio",
                    "Working set of the task over its memory limit, 0-1.",
                    MeasuredTask::memoryUtilizationRatio),
            task(
                    "ecs_task_ephemeral_storage_used_bytes",
                    "Ephemeral storage used by the task in bytes (Fargate).",
                    t -> mib(t.task(), Task.EphemeralStorage::utilizedMib)),
            task(
                    "ecs_task_ephemeral_storage_allocated_bytes",
                    "Ephemeral storage allocated to the task in bytes (Fargate).",
                    t -> mib(t.task(), Task.EphemeralStorage::reservedMib)),
            task(
                    "ecs_task_image_pull_start_timestamp_seconds",
                    "When the task began to pull its images, in seconds since the epoch.",
                    t -> timestamp(t.task().pullStartedAt())),
            task(
                    "ecs_task_image_pull_stop_timestamp_seconds",
                    "When the task had pulled its images, in seconds since the epoch.",
                    t -> timestamp(t.task().pullStoppedAt())),
            task(
                    "ecs_task_image_pull_duration_seconds",
                    "How long pulling the images took.",
                    t -> seconds(t.task().imagePull())),
            task(
                    "ecs_task_clock_error_bound_seconds",
                    "How far the clock of the host may be off (Fargate).",
                    t -> t.task()
                            .clockDrift()
                            .map(clock -> scaled(clock.errorBoundMillis(), 1 / MILLIS_PER_SECOND))
                            .orElseGet(OptionalDouble::empty)),
            task(
                    "ecs_task_clock_synchronized",
                    "Whether the clock of the host is synchronized (Fargate).",
                    t -> t.task()
                            .clockDrift()
                            .flatMap(Task.ClockDrift::isSynchronized)
                            .map(Rows::flag)
                            .orElseGet(OptionalDouble::empty)),
            containerInfo(
                    "ecs_container_metadata_info",
                    "What ECS calls the container; an absent field is an empty label.",
                    List.of(
                            new Label<>("image", c -> c.container().image()),
                            new Label<>("image_id", c -> c.container().imageId()),
                            new Label<>("container_arn", c -> c.container().containerArn()),
                            new Label<>("docker_id", c -> c.container().dockerId()),
                            new Label<>("log_driver", c -> c.container().logDriver()),
                            new Label<>("type", c -> c.container().type()))),
            containers(
                    "ecs_container_known_status",
                    GAUGE,
                    "The status that ECS knows the container to have; only the present one.",
                    List.of("status"),
                    c -> Stream.of(c.container().knownStatus())
                            .filter(status -> !status.isEmpty())
                            .map(status -> new Sample(withName(c, status), 1))),
            containers(
                    "ecs_container_health_status",
                    GAUGE,
                    "What ECS reports of the container's own health check: 1 for the present status; absent without a health check.",
                    List.of("status"),
                    Catalogue::healthStatus),
            container(
                    "ecs_container_health_since_timestamp_seconds",
                    GAUGE,
                    "When the reported health last changed, in seconds since the epoch.",
                    c -> timestamp(c.container().health().flatMap(Container.Health::since))),
            container(
                    "ecs_container_health_exit_code",
                    GAUGE,
                    "Exit code of the last failed health check; -1 for one that timed out.",
                    c -> c.container()
                            .health()
                            .map(health -> number(health.exitCode()))
                            .orElseGet(OptionalDouble::empty)),
            container(
                    "ecs_container_start_timestamp_seconds",
                    GAUGE,
                    "When the container started, in seconds since the epoch.",
                    c -> timestamp(c.container().startedAt())),
            container(
                    "ecs_container_finish_timestamp_seconds",
                    GAUGE,
                    "When the container stopped, in seconds since the epoch.",
                    c -> timestamp(c.container().finishedAt())),
            container(
                    "ecs_container_exit_code",
                    GAUGE,
                    "Exit code of the container, once it has stopped.",
                    c -> number(c.container().exitCode())),
            new Metric(
                    "ecs_container_start_delay_seconds",
                    GAUGE,
                    "From the end of the image pull to the start of the container.",
                    List.of(Rows.CONTAINER),
                    observation -> observation.task().stream()
                            .flatMap(t -> observation.containers().stream()
                                    .flatMap(c -> sample(withName(c), seconds(c.startDelay(t.task())))))),
            container(
                    "ecs_container_restarts_total",
                    COUNTER,
                    "Restarts of the container by its restart policy; absent without one.",
                    c -> count(c.container().restartCount())),
            live(
                    "ecs_container_cpu_usage_seconds_total",
                    COUNTER,
                    "CPU time used by the container.",
                    l -> nanosAsSeconds(l.stats().cpu().total())),
            live(
                    "ecs_container_cpu_user_seconds_total",
                    COUNTER,
                    "CPU time used by the container in user mode.",
                    l -> nanosAsSeconds(l.stats().cpu().user())),
            live(
                    "ecs_container_cpu_system_seconds_total",
                    COUNTER,
                    "CPU time used by the container in kernel mode.",
                    l -> nanosAsSeconds(l.stats().cpu().kernel())),
            live(
                    "ecs_container_cpu_usage_vcpus",
                    GAUGE,
                    "CPU used by the container in vCPU, between the last two samples.",
                    MeasuredContainer.Live::cpuUsageVcpus),
            liveContainer(
                    "ecs_container_cpu_limit_vcpus",
                    "CPU limit of the container in vCPU, or of the task where it has none.",
                    c -> c.limits().vcpus()),
            liveContainer(
                    "ecs_container_cpu_utilization_ratio",
                    "CPU used by the container over its limit; above 1 is possible where shares are not a cap.",
                    MeasuredContainer::cpuUtilizationRatio),
            live(
                    "ecs_container_memory_usage_bytes",
                    GAUGE,
                    "Memory used by the container in bytes, page cache included.",
                    l -> count(l.stats().memory().usageBytes())),
            live(
                    "ecs_container_memory_page_cache_size_bytes",
                    GAUGE,
                    "Page cache of the container in bytes, contained in its usage.",
                    l -> count(l.stats().memory().pageCacheBytes())),
            liveContainer(
                    "ecs_container_memory_working_set_bytes",
                    "Memory that the container cannot give back at once, in bytes, as AWS computes it.",
                    MeasuredContainer::workingSetBytes),
            liveContainer(
                    "ecs_container_memory_limit_bytes",
                    "Memory limit of the container in bytes, or of the task where it has none.",
                    c -> c.limits().memoryBytes()),
            liveContainer(
                    "ecs_container_memory_utilization_ratio",
                    "Working set of the container over its memory limit, 0-1.",
                    MeasuredContainer::memoryUtilizationRatio),
            live(
                    "ecs_container_memory_major_page_faults_total",
                    COUNTER,
                    "Page faults of the container that read from disk.",
                    l -> count(l.stats().memory().detail("pgmajfault"))),
            live(
                    "ecs_container_pids",
                    GAUGE,
                    "Processes and threads in the container.",
                    l -> count(l.stats().pids().current())),
            live(
                    "ecs_container_pids_limit",
                    GAUGE,
                    "Most processes and threads that the container may have.",
                    l -> count(l.stats().pids().limit())),
            device(
                    "ecs_container_storage_read_bytes_total",
                    "Bytes read from a device; stacked devices (259:0 and 252:0) count the same bytes twice.",
                    ContainerStats.DeviceIo::readBytes),
            device(
                    "ecs_container_storage_write_bytes_total",
                    "Bytes written to a device; stacked devices (259:0 and 252:0) count the same bytes twice.",
                    ContainerStats.DeviceIo::writeBytes),
            device(
                    "ecs_container_storage_reads_total",
                    "Reads from a device; stacked devices count the same one twice.",
                    ContainerStats.DeviceIo::reads),
            device(
                    "ecs_container_storage_writes_total",
                    "Writes to a device; stacked devices count the same one twice.",
                    ContainerStats.DeviceIo::writes),
            network(
                    "ecs_network_receive_bytes_total",
                    COUNTER,
                    "Bytes received." + ROW_OF_SHARED,
                    n -> count(n.counters().receiveBytes())),
            network(
                    "ecs_network_receive_packets_total",
                    COUNTER,
                    "Packets received." + ROW_OF_SHARED,
                    n -> count(n.counters().receivePackets())),
            network(
                    "ecs_network_receive_packets_dropped_total",
                    COUNTER,
                    "Received packets that were dropped." + ROW_OF_SHARED,
                    n -> count(n.counters().receiveDropped())),
            network(
                    "ecs_network_receive_errors_total",
                    COUNTER,
                    "Errors in receiving." + ROW_OF_SHARED,
                    n -> count(n.counters().receiveErrors())),
            network(
                    "ecs_network_transmit_bytes_total",
                    COUNTER,
                    "Bytes transmitted." + ROW_OF_SHARED,
                    n -> count(n.counters().transmitBytes())),
            network(
                    "ecs_network_transmit_packets_total",
                    COUNTER,
                    "Packets transmitted." + ROW_OF_SHARED,
                    n -> count(n.counters().transmitPackets())),
            network(
                    "ecs_network_transmit_packets_dropped_total",
                    COUNTER,
                    "Packets to transmit that were dropped." + ROW_OF_SHARED,
                    n -> count(n.counters().transmitDropped())),
            network(
                    "ecs_network_transmit_errors_total",
                    COUNTER,
                    "Errors in transmitting." + ROW_OF_SHARED,
                    n -> count(n.counters().transmitErrors())),
            network(
                    "ecs_network_receive_bytes_per_second",
                    GAUGE,
                    "Bytes received per second between the last two samples." + ROW_OF_SHARED,
                    NetworkSample::receiveBytesPerSecond),
            network(
                    "ecs_network_transmit_bytes_per_second",
                    GAUGE,
                    "Bytes transmitted per second between the last two samples." + ROW_OF_SHARED,
                    NetworkSample::transmitBytesPerSecond),
            reportedRate(
                    "ecs_network_reported_receive_bytes_per_second",
                    "Bytes received per second as the endpoint itself reports it, to check the computed rate.",
                    ContainerStats.ReportedRate::receiveBytesPerSecond),
            reportedRate(
                    "ecs_network_reported_transmit_bytes_per_second",
                    "Bytes transmitted per second as the endpoint itself reports it, to check the computed rate.",
                    ContainerStats.ReportedRate::transmitBytesPerSecond),
            new Metric(
                    "sidelight_endpoint_up",
                    GAUGE,
                    "Whether the last poll of a path of the task metadata endpoint succeeded; absent before the first.",
                    List.of("path"),
                    observation ->
                            Stream.concat(up("task", observation.taskPath()), up("stats", observation.statsPath()))),
            new Metric(
                    "sidelight_last_poll_timestamp_seconds",
                    GAUGE,
                    "End of the last successful poll, in seconds since the epoch.",
                    List.of(),
                    observation -> sample(List.of(), timestamp(observation.lastPoll()))),
            live(
                    "sidelight_sample_timestamp_seconds",
                    GAUGE,
                    "When the container's statistics were taken, in seconds since the epoch.",
                    l -> timestamp(Optional.of(l.stats().read()))),
            new Metric(
                    "sidelight_container_verdict",
                    GAUGE,
                    "What the health policy decides of the container: 1 for the present verdict.",
                    List.of(Rows.CONTAINER, "verdict"),
                    Catalogue::verdicts),
            new Metric(
                    "sidelight_rule_failing",
                    GAUGE,
                    "Whether a rule of the health policy fails; without container_name for a rule that decides the task.",
                    List.of(Rows.CONTAINER, "rule"),
                    Catalogue::rules),
            containers(
                    "sidelight_stats_missing",
                    GAUGE,
                    "A running container has no live statistics, and why.",
                    List.of("reason"),
                    c -> c.container().isRunning()
                            ? c.missing().stream().map(reason -> new Sample(withName(c, reason.label()), 1))
                            : Stream.empty()));

    private Catalogue() {}

    private static OptionalDouble mib(Task task, Function<Task.EphemeralStorage, OptionalDouble> value) {
        return task.ephemeralStorage()
                .map(value)
                .map(mib -> scaled(mib, BYTES_PER_MIB))
                .orElseGet(OptionalDouble::empty);
    }

    private static Stream<Sample> up(String path, PathStatus status) {
        return status.isPolled() ? sample(List.of(path), flag(status.isUp())) : Stream.empty();
    }

    private static Stream<Sample> verdicts(Observation observation) {
        return observation.containers().stream()
                .flatMap(container -> observation.healthOf(container).stream()
                        .flatMap(health -> VERDICTS.stream()
                                .flatMap(verdict -> sample(
                                        withName(container, verdict),
                                        flag(health.decision().verdict().label().equals(verdict))))));
    }

    private static Stream<Sample> rules(Observation observation) {
        Stream<Sample> ofTask = observation.task().isEmpty()
                ? Stream.empty()
                : observation.health().rules().stream().flatMap(standing -> failing("", standing));
        Stream<Sample> ofContainers = observation.containers().stream()
                .flatMap(container -> observation.healthOf(container).stream()
                        .flatMap(health -> health.rules().stream()
                                .flatMap(standing ->
                                        failing(container.container().name(), standing))));
        return Stream.concat(ofTask, ofContainers);
    }

    private static Stream<Sample> failing(String container, RuleStanding standing) {
        return sample(List.of(container, standing.rule().name()), flag(standing.state() == RuleState.FAILING));
    }

    private static Stream<Sample> healthStatus(MeasuredContainer container) {
        return container.container().health().stream()
                .flatMap(health -> Arrays.stream(HealthStatus.values())
                        .flatMap(status -> sample(
                                withName(container, status.name().toLowerCase(Locale.ROOT)),
                                flag(status == health.status()))));
    }
}
