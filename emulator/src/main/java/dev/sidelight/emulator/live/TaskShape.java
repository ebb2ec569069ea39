package dev.sidelight.emulator.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A task as {@code /v4/<id>/task} shows it. */
record TaskShape(LiveOptions options, TaskIdentity identity) {
    private static final int RESERVED_MIB = 20_496;
    private static final int IMAGE_MIB = 100;

    ObjectNode of(List<LiveContainer> containers, Instant created, Optional<Instant> stopping, long storedBytes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        boolean fargate = options.launchType() == LaunchType.FARGATE;
        node.put("Cluster", identity.cluster())
                .put("TaskARN", identity.taskArn())
                .put("Family", options.definition().family())
                .put("Revision", options.definition().revision())
                .put("DesiredStatus", stopping.isPresent() ? "STOPPED" : "RUNNING")
                .put("KnownStatus", knownStatus(containers));
        limits(node);
        node.put("PullStartedAt", created.toString()).put("PullStoppedAt", created.toString());
        stopping.ifPresent(time -> node.put("ExecutionStoppedAt", time.toString()));
        node.put("AvailabilityZone", TaskIdentity.REGION + "a")
                .put("LaunchType", options.launchType().name());
        containers(node.putArray("Containers"), containers, !fargate);
        if (fargate) {
            node.putObject("ClockDrift")
                    .put("ClockErrorBound", 0.446931)
                    .put(
                            "ReferenceTimestamp",
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("ClockSynchronizationStatus", "SYNCHRONIZED");
            node.putObject("EphemeralStorageMetrics")
                    .put("Utilized", imagesMib() + (storedBytes >> 20))
                    .put("Reserved", RESERVED_MIB);
        } else {
            if (options.launchType() == LaunchType.EC2) {
                node.put("VPCID", "vpc-0123456789abcdef0");
            }
            node.put("FaultInjectionEnabled", false);
        }
        options.service().ifPresent(service -> node.put("ServiceName", service));
        return node;
    }

    /** The answer of {@code taskWithTags}; an EC2 agent also asks for its instance's tags. */
    ObjectNode withTags(ObjectNode task) {
        Shapes.putAll(task, "TaskTags", options.definition().tags());
        return task;
    }

    /** Their layers are on the task's disk at ECS; nothing is pulled here, so that each counts as a middling one. */
    private long imagesMib() {
        return IMAGE_MIB
                * options.definition().containers().stream()
                        .map(ContainerDefinition::image)
                        .distinct()
                        .count();
    }

    private void limits(ObjectNode node) {
        if (options.definition().cpu().isEmpty()
                && options.definition().memory().isEmpty()) {
            return;
        }
        ObjectNode limits = node.putObject("Limits");
        options.definition().cpu().ifPresent(cpu -> Shapes.putNumber(limits, "CPU", cpu));
        options.definition().memory().ifPresent(memory -> limits.put("Memory", memory));
    }

    /** An EC2 agent walks a Go map: another order each time. */
    private void containers(ArrayNode list, List<LiveContainer> containers, boolean anyOrder) {
        ContainerShape shape = new ContainerShape(options.definition(), identity);
        List<LiveContainer> order = new ArrayList<>(containers);
        if (anyOrder) {
            Collections.shuffle(order);
        }
        order.forEach(container -> list.add(shape.of(container)));
    }

    private static String knownStatus(List<LiveContainer> containers) {
        if (containers.stream().allMatch(one -> one.life().knownStatus().equals("STOPPED"))) {
            return "STOPPED";
        }
        return containers.stream().anyMatch(one -> one.life() instanceof Life.Pending) ? "CREATED" : "RUNNING";
    }
}
