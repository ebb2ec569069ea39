package dev.sidelight.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A container in the answer of {@code /task}. A text that the endpoint left out is empty.
 *
 * @param name as in the task definition
 * @param image as written in the task definition
 * @param limits CPU in CPU units
 * @param exitCode absent until it has exited
 * @param logOptions may hold secrets of a log driver: never exported
 * @param health absent without a health check in the task definition
 * @param restartCount absent without a restart policy
 */
public record Container(
        String dockerId,
        String name,
        String dockerName,
        String image,
        String imageId,
        List<Port> ports,
        Map<String, String> labels,
        String desiredStatus,
        String knownStatus,
        OptionalLong exitCode,
        Limits limits,
        Optional<Instant> createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        String type,
        String logDriver,
        Map<String, String> logOptions,
        String containerArn,
        Optional<Health> health,
        List<Network> networks,
        List<Volume> volumes,
        String snapshotter,
        Optional<Count> restartCount) {

    public Container {
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
        logOptions = Map.copyOf(logOptions);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
    }

    /** Whether ECS knows it to be running. */
    public boolean isRunning() {
        return knownStatus.equals("RUNNING");
    }

    /** Whether ECS knows it to have stopped. */
    public boolean isStopped() {
        return knownStatus.equals("STOPPED");
    }

    /** Whether the user wrote it, in contrast to what ECS adds to a task of its own. */
    public boolean isOfTheUser() {
        return (type.isEmpty() || type.equals("NORMAL")) && !name.startsWith("~internal~");
    }

    /** A port that it exposes. */
    public record Port(OptionalInt containerPort, String protocol, OptionalInt hostPort, String hostIp) {}

    /** A volume that it mounts. */
    public record Volume(String dockerName, String source, String destination) {}

    /**
     * The result of its health check.
     *
     * @param since when the status last changed
     * @param exitCode of the last failed check; absent for 0; -1 for one that timed out
     * @param output of the last check, which may say anything: never exported
     */
    public record Health(HealthStatus status, Optional<Instant> since, OptionalLong exitCode, String output) {}

    /** What ECS knows of a container's health. */
    public enum HealthStatus {
        HEALTHY,
        UNHEALTHY,
        /** Not yet known, or in a word that this version does not know. */
        UNKNOWN
    }

    /**
     * A network that it is attached to. From {@code attachmentIndex} on only in {@code awsvpc}.
     *
     * @param mode {@code awsvpc}, {@code bridge}, {@code host}, {@code none}, or a Docker network's name
     */
    public record Network(
            String mode,
            List<String> ipv4Addresses,
            List<String> ipv6Addresses,
            OptionalInt attachmentIndex,
            String macAddress,
            String ipv4SubnetCidrBlock,
            String ipv6SubnetCidrBlock,
            List<String> domainNameServers,
            List<String> domainNameSearchList,
            String privateDnsName,
            String subnetGatewayIpv4Address,
            String subnetGatewayIpv6Address) {

        public Network {
            ipv4Addresses = List.copyOf(ipv4Addresses);
            ipv6Addresses = List.copyOf(ipv6Addresses);
            domainNameServers = List.copyOf(domainNameServers);
            domainNameSearchList = List.copyOf(domainNameSearchList);
        }
    }
}
