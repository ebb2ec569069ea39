package dev.sidelight.emulator.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.PortMapping;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.network.Namespace;
import java.time.Instant;

/** A container as {@code /v4/<id>} and the list in {@code /v4/<id>/task} show it. */
record ContainerShape(TaskDefinition task, TaskIdentity identity) {
    private static final int UNSET_CPU = 2;

    ObjectNode of(LiveContainer container) {
        ContainerDefinition definition = container.definition();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("DockerId", container.identity().dockerId())
                .put("Name", definition.name())
                .put("DockerName", container.identity().dockerName())
                .put("Image", definition.image())
                .put("ImageID", container.identity().imageId());
        ports(node, definition);
        labels(node, definition);
        Life life = container.life(); // once, for it may go on meanwhile
        node.put("DesiredStatus", container.wantedStopped() ? "STOPPED" : "RUNNING")
                .put("KnownStatus", life.knownStatus());
        if (life instanceof Life.Stopped stopped) {
            node.put("ExitCode", stopped.exitCode());
        }
        limits(node, definition);
        times(node, life);
        node.put("Type", "NORMAL");
        definition.logDriver().ifPresent(driver -> {
            node.put("LogDriver", driver);
            Shapes.putAll(node, "LogOptions", definition.logOptions());
        });
        container.health().ifPresent(health -> health(node.putObject("Health"), health));
        if (definition.restartPolicy().isPresent()) {
            node.put("RestartCount", life.restarts());
        }
        node.put("ContainerARN", container.identity().arn());
        network(node.putArray("Networks").addObject(), container);
        if (fargate()) {
            node.put("Snapshotter", "overlayfs");
        }
        return node;
    }

    private boolean fargate() {
        return identity.launchType() == LaunchType.FARGATE;
    }

    /** Fargate lists none. */
    private void ports(ObjectNode node, ContainerDefinition definition) {
        if (fargate() || definition.ports().isEmpty()) {
            return;
        }
        ArrayNode ports = node.putArray("Ports");
        for (PortMapping port : definition.ports()) {
            ports.addObject()
                    .put("ContainerPort", port.containerPort())
                    .put("Protocol", port.protocol())
                    .put("HostPort", port.hostPort() == 0 ? port.containerPort() : port.hostPort())
                    .put("HostIp", "0.0.0.0");
        }
    }

    private void labels(ObjectNode node, ContainerDefinition definition) {
        ObjectNode labels = node.putObject("Labels")
                .put("com.amazonaws.ecs.cluster", identity.cluster())
                .put("com.amazonaws.ecs.container-name", definition.name())
                .put("com.amazonaws.ecs.task-arn", identity.taskArn())
                .put("com.amazonaws.ecs.task-definition-family", task.family())
                .put("com.amazonaws.ecs.task-definition-version", task.revision());
        definition.labels().forEach(labels::put);
    }

    /** CPU is 2 where the definition gives none; memory is absent then on Fargate, and 0 elsewhere. */
    private void limits(ObjectNode node, ContainerDefinition definition) {
        ObjectNode limits = node.putObject("Limits");
        limits.put("CPU", Math.max(UNSET_CPU, definition.cpu().orElse(UNSET_CPU)));
        if (definition.memory().isPresent() || !fargate()) {
            limits.put("Memory", definition.memory().orElse(0));
        }
    }

    /** Without a status while there is none; the exit code is left out when it is 0. */
    private static void health(ObjectNode node, HealthState health) {
        if (health.status().isEmpty()) {
            return;
        }
        node.put("status", health.status())
                .put("statusSince", health.since().toString())
                .put("output", health.output());
        if (health.exitCode() != 0) {
            node.put("exitCode", health.exitCode());
        }
    }

    private static void times(ObjectNode node, Life life) {
        switch (life) {
            case Life.Pending(), Life.NeverStarted() -> {}
            case Life.Running(Instant created, Instant started, long pid, int restarts) ->
                node.put("CreatedAt", created.toString()).put("StartedAt", started.toString());
            case Life.Stopped(Instant created, Instant started, Instant finished, int code, int restarts) ->
                node.put("CreatedAt", created.toString())
                        .put("StartedAt", started.toString())
                        .put("FinishedAt", finished.toString());
        }
    }

    private void network(ObjectNode network, LiveContainer container) {
        network.put("NetworkMode", task.networkMode());
        String address =
                container.namespace().map(one -> one.task().getHostAddress()).orElse("127.0.0.1");
        network.putArray("IPv4Addresses").add(address);
        if (task.awsvpc()) {
            network.put("AttachmentIndex", 0)
                    .put("MACAddress", container.namespace().map(Namespace::mac).orElse("02:00:00:00:00:01"))
                    .put(
                            "IPv4SubnetCIDRBlock",
                            container.namespace().map(Namespace::cidr).orElse("127.0.0.0/8"));
            network.putArray("DomainNameServers").add("10.0.0.2");
            network.putArray("DomainNameSearchList").add("ec2.internal");
            network.put("PrivateDNSName", "ip-" + address.replace('.', '-') + ".ec2.internal")
                    .put(
                            "SubnetGatewayIpv4Address",
                            container
                                    .namespace()
                                    .map(one -> one.host().getHostAddress() + "/30")
                                    .orElse("127.0.0.1/8"));
        }
    }
}
