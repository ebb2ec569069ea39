package dev.sidelight.endpoint;

import dev.sidelight.task.Container;
import dev.sidelight.task.Limits;
import dev.sidelight.task.Task;
import java.util.Optional;

/** Makes a {@link Task} of the answer of {@code /task}. */
final class TaskReader {

    private TaskReader() {}

    static Task task(Json json) {
        return new Task(
                json.text("Cluster"),
                json.text("TaskARN"),
                json.text("Family"),
                json.text("Revision"),
                json.text("ServiceName"),
                json.text("Group"),
                json.text("VPCID"),
                json.text("DesiredStatus"),
                json.text("KnownStatus"),
                limits(json.object("Limits")),
                json.instant("PullStartedAt"),
                json.instant("PullStoppedAt"),
                json.instant("ExecutionStoppedAt"),
                json.text("AvailabilityZone"),
                json.text("AvailabilityZoneID"),
                json.text("LaunchType"),
                json.textMap("TaskTags"),
                json.textMap("ContainerInstanceTags"),
                json.objects("Errors").stream().map(TaskReader::tagError).toList(),
                Optional.of(json.object("EphemeralStorageMetrics"))
                        .filter(Json::isObject)
                        .map(TaskReader::ephemeralStorage),
                Optional.of(json.object("ClockDrift")).filter(Json::isObject).map(TaskReader::clockDrift),
                json.bool("FaultInjectionEnabled"),
                json.objects("Containers").stream()
                        .filter(container -> !container.text("Name").isEmpty())
                        .map(TaskReader::container)
                        .toList());
    }

    private static Container container(Json json) {
        return new Container(
                json.text("DockerId"),
                json.text("Name"),
                json.text("DockerName"),
                json.text("Image"),
                json.text("ImageID"),
                json.objects("Ports").stream().map(TaskReader::port).toList(),
                json.textMap("Labels"),
                json.text("DesiredStatus"),
                json.text("KnownStatus"),
                json.integer("ExitCode"),
                limits(json.object("Limits")),
                json.instant("CreatedAt"),
                json.instant("StartedAt"),
                json.instant("FinishedAt"),
                json.text("Type"),
                json.text("LogDriver"),
                json.textMap("LogOptions"),
                json.text("ContainerARN"),
                Optional.of(json.object("Health")).filter(Json::isObject).map(TaskReader::health),
                json.objects("Networks").stream().map(TaskReader::network).toList(),
                json.objects("Volumes").stream().map(TaskReader::volume).toList(),
                json.text("Snapshotter"),
                json.count("RestartCount"));
    }

    private static Limits limits(Json json) {
        return new Limits(json.limitNumber("CPU"), json.limitNumber("Memory"));
    }

    private static Container.Port port(Json json) {
        return new Container.Port(
                json.port("ContainerPort"), json.text("Protocol"), json.port("HostPort"), json.text("HostIp"));
    }

    private static Container.Volume volume(Json json) {
        return new Container.Volume(json.text("DockerName"), json.text("Source"), json.text("Destination"));
    }

    private static Container.Health health(Json json) {
        Container.HealthStatus status = switch (json.text("status")) {
            case "HEALTHY" -> Container.HealthStatus.HEALTHY;
            case "UNHEALTHY" -> Container.HealthStatus.UNHEALTHY;
            default -> Container.HealthStatus.UNKNOWN;
        };
        return new Container.Health(status, json.instant("statusSince"), json.integer("exitCode"), json.text("output"));
    }

    private static Container.Network network(Json json) {
        return new Container.Network(
                json.text("NetworkMode"),
                json.texts("IPv4Addresses"),
                json.texts("IPv6Addresses"),
                json.port("AttachmentIndex"),
                json.text("MACAddress"),
                json.text("IPv4SubnetCIDRBlock"),
                json.text("IPv6SubnetCIDRBlock"),
                json.texts("DomainNameServers"),
                json.texts("DomainNameSearchList"),
                json.text("PrivateDNSName"),
                json.text("SubnetGatewayIpv4Address"),
                json.text("SubnetGatewayIpv6Address"));
    }

    private static Task.EphemeralStorage ephemeralStorage(Json json) {
        return new Task.EphemeralStorage(json.number("Utilized"), json.number("Reserved"));
    }

    private static Task.ClockDrift clockDrift(Json json) {
        return new Task.ClockDrift(
                json.number("ClockErrorBound"),
                json.instant("ReferenceTimestamp"),
                json.text("ClockSynchronizationStatus"));
    }

    private static Task.TagError tagError(Json json) {
        return new Task.TagError(
                json.text("ErrorField"),
                json.text("ErrorCode"),
                json.text("ErrorMessage"),
                json.text("StatusCode"),
                json.text("RequestId"),
                json.text("ResourceARN"));
    }
}
