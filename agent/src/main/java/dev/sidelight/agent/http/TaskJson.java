package dev.sidelight.agent.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.agent.metric.Billing;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Container;
import dev.sidelight.task.Count;
import dev.sidelight.task.EffectiveLimits;
import dev.sidelight.task.InterfaceCounters;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredInterface;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.Task;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * The observation as JSON, in the shape that {@code docs/api.md} documents. A value that is not known is left out.
 * Never in it: log options, labels, environment and the output of health checks, which may hold secrets.
 */
final class TaskJson {

    /** Raised when a field changes its meaning or goes; new fields do not raise it. */
    private static final int SHAPE = 1;

    private final String version;
    private final Supplier<Optional<Billing>> billing;

    TaskJson(String version, Supplier<Optional<Billing>> billing) {
        this.version = version;
        this.billing = billing;
    }

    Response answer(Observation observation, Moment now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("shape", SHAPE);
        json.put("version", version);
        json.put("now", now.wall().toString());
        json.put("stale_after_seconds", observation.staleAfter().toSeconds());
        put(json, "last_poll", observation.lastPoll());
        observation.task().ifPresent(task -> put(json, observation, task));
        billing.get()
                .ifPresent(estimate -> json.putObject("cloudwatch")
                        .put("metrics", estimate.metrics())
                        .put("metrics_usd_per_month", estimate.metricsUsd())
                        .put("requests_usd_per_month", estimate.requestsUsd()));
        json.set("changes", HealthJson.changes(observation.health().changes()));
        return Response.json(200, json);
    }

    private static void put(ObjectNode json, Observation observation, MeasuredTask measured) {
        Task task = measured.task();
        ObjectNode node = json.putObject("task");
        put(node, "cluster", task.cluster());
        put(node, "cluster_name", task.clusterName());
        put(node, "service_name", task.serviceName());
        put(node, "task_arn", task.taskArn());
        put(node, "task_id", task.taskId());
        put(node, "family", task.family());
        put(node, "revision", task.revision());
        put(node, "desired_status", task.desiredStatus());
        put(node, "known_status", task.knownStatus());
        put(node, "launch_type", task.launchType());
        put(node, "availability_zone", task.availabilityZone());
        put(node, "pull_started_at", task.pullStartedAt());
        put(node, "pull_stopped_at", task.pullStoppedAt());
        put(node, "execution_stopped_at", task.executionStoppedAt());
        put(node, measured.limits());
        put(node, "cpu_usage_vcpus", measured.cpuUsageVcpus());
        put(node, "cpu_utilization_ratio", measured.cpuUtilizationRatio());
        put(node, "memory_working_set_bytes", measured.workingSetBytes());
        put(node, "memory_utilization_ratio", measured.memoryUtilizationRatio());
        task.ephemeralStorage().ifPresent(storage -> {
            put(node, "ephemeral_storage_used_mib", storage.utilizedMib());
            put(node, "ephemeral_storage_allocated_mib", storage.reservedMib());
        });
        put(node, measured.interfaces());
        node.set("health", HealthJson.of(observation.health()));
        ArrayNode containers = json.putArray("containers");
        observation.containers().forEach(container -> {
            ObjectNode one = containers.addObject();
            put(one, container);
            observation.healthOf(container).ifPresent(health -> one.set("health", HealthJson.of(health)));
        });
    }

    private static void put(ObjectNode node, MeasuredContainer measured) {
        Container container = measured.container();
        put(node, "name", container.name());
        put(node, "docker_id", container.dockerId());
        put(node, "image", container.image());
        put(node, "image_id", container.imageId());
        put(node, "desired_status", container.desiredStatus());
        put(node, "known_status", container.knownStatus());
        put(node, "created_at", container.createdAt());
        put(node, "started_at", container.startedAt());
        put(node, "finished_at", container.finishedAt());
        container.exitCode().ifPresent(code -> node.put("exit_code", code));
        putCount(node, "restarts", container.restartCount());
        container.health().ifPresent(health -> {
            ObjectNode reported = node.putObject("reported_health");
            reported.put("status", health.status().name());
            put(reported, "since", health.since());
            health.exitCode().ifPresent(code -> reported.put("exit_code", code));
        });
        measured.missing().ifPresent(reason -> node.put("stats_missing", reason.label()));
        measured.live().ifPresent(live -> put(node, measured, live));
    }

    private static void put(ObjectNode node, MeasuredContainer measured, MeasuredContainer.Live live) {
        node.put("sampled_at", live.stats().read().toString());
        put(node, measured.limits());
        put(node, "cpu_usage_vcpus", live.cpuUsageVcpus());
        put(node, "cpu_utilization_ratio", measured.cpuUtilizationRatio());
        putCount(node, "memory_usage_bytes", live.stats().memory().usageBytes());
        put(node, "memory_working_set_bytes", measured.workingSetBytes());
        putCount(node, "memory_page_cache_bytes", live.stats().memory().pageCacheBytes());
        put(node, "memory_utilization_ratio", measured.memoryUtilizationRatio());
        putCount(node, "pids", live.stats().pids().current());
        ArrayNode devices = node.putArray("devices");
        live.stats().devices().forEach(device -> {
            ObjectNode one = devices.addObject().put("device", device.device());
            putCount(one, "read_bytes", device.readBytes());
            putCount(one, "write_bytes", device.writeBytes());
            putCount(one, "reads", device.reads());
            putCount(one, "writes", device.writes());
        });
        put(node, live.interfaces());
    }

    private static void put(ObjectNode node, EffectiveLimits limits) {
        put(node, "cpu_limit_vcpus", limits.vcpus());
        put(node, "memory_limit_bytes", limits.memoryBytes());
    }

    private static void put(ObjectNode node, Collection<MeasuredInterface> interfaces) {
        ArrayNode list = node.putArray("interfaces");
        interfaces.forEach(one -> {
            ObjectNode item = list.addObject().put("interface", one.name());
            InterfaceCounters counters = one.sample().counters();
            putCount(item, "receive_bytes", counters.receiveBytes());
            putCount(item, "receive_packets", counters.receivePackets());
            putCount(item, "receive_packets_dropped", counters.receiveDropped());
            putCount(item, "receive_errors", counters.receiveErrors());
            putCount(item, "transmit_bytes", counters.transmitBytes());
            putCount(item, "transmit_packets", counters.transmitPackets());
            putCount(item, "transmit_packets_dropped", counters.transmitDropped());
            putCount(item, "transmit_errors", counters.transmitErrors());
            put(item, "receive_bytes_per_second", one.sample().receiveBytesPerSecond());
            put(item, "transmit_bytes_per_second", one.sample().transmitBytesPerSecond());
        });
    }

    private static void put(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        value.ifPresent(number -> node.put(name, number));
    }

    private static void put(ObjectNode node, String name, Optional<Instant> instant) {
        instant.ifPresent(moment -> node.put(name, moment.toString()));
    }

    private static void putCount(ObjectNode node, String name, Optional<Count> count) {
        count.ifPresent(value -> node.put(name, new BigInteger(value.toString())));
    }
}
