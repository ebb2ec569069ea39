package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The answer of {@code /task}. A text that the endpoint left out is empty; statuses and types are ECS's own words, and
 * new ones are kept as they are.
 *
 * @param cluster short name or ARN, as given
 * @param serviceName empty for a standalone task and on EC2 agents before 1.63.1
 * @param limits the task's own; CPU in vCPU
 * @param executionStoppedAt when the desired status became STOPPED
 * @param availabilityZone empty on Fargate platforms before 1.4
 * @param launchType {@code EC2}, {@code FARGATE} or {@code EXTERNAL}; empty on EC2 agents before 1.45.0
 * @param tags of {@code /taskWithTags} only
 * @param containerInstanceTags of {@code /taskWithTags} only
 * @param tagErrors what went wrong when the tags were listed
 * @param ephemeralStorage Fargate on Linux only
 * @param clockDrift Fargate only
 */
public record Task(
        String cluster,
        String taskArn,
        String family,
        String revision,
        String serviceName,
        String group,
        String vpcId,
        String desiredStatus,
        String knownStatus,
        Limits limits,
        Optional<Instant> pullStartedAt,
        Optional<Instant> pullStoppedAt,
        Optional<Instant> executionStoppedAt,
        String availabilityZone,
        String availabilityZoneId,
        String launchType,
        Map<String, String> tags,
        Map<String, String> containerInstanceTags,
        List<TagError> tagErrors,
        Optional<EphemeralStorage> ephemeralStorage,
        Optional<ClockDrift> clockDrift,
        Optional<Boolean> faultInjectionEnabled,
        List<Container> containers) {

    public Task {
        tags = Map.copyOf(tags);
        containerInstanceTags = Map.copyOf(containerInstanceTags);
        tagErrors = List.copyOf(tagErrors);
        containers = List.copyOf(containers);
    }

    /** The cluster's name: what follows the last slash of {@link #cluster}. */
    public String clusterName() {
        return afterLastSlash(cluster);
    }

    /** The task's id: what follows the last slash of {@link #taskArn}. */
    public String taskId() {
        return afterLastSlash(taskArn);
    }

    /** How long the images took to pull; absent until both ends are known. */
    public Optional<Duration> imagePull() {
        return pullStartedAt
                .flatMap(start -> pullStoppedAt.map(stop -> Duration.between(start, stop)))
                .filter(pull -> !pull.isNegative());
    }

    /**
     * Whether every container sees the task's own network interfaces ({@code awsvpc}, {@code host}), so that the
     * endpoint repeats the same counters under each of them.
     */
    public boolean sharesNetwork() {
        return usesNetworkMode("awsvpc") || usesNetworkMode("host") || (isFargate() && !namesNetworkMode());
    }

    /** Whether an interface belongs to one container; neither is known before a network mode is named outside Fargate. */
    public boolean separatesNetworks() {
        return namesNetworkMode() && !sharesNetwork();
    }

    /**
     * Whether the network counters are the EC2 agent's, which refreshes those of a task's network interface every 20 s
     * while {@code read} advances each second (amazon-ecs-agent, agent/stats/task_linux.go).
     */
    public boolean hasSlowNetworkClock() {
        return launchType.equals("EC2") && usesNetworkMode("awsvpc");
    }

    /** Whether the task runs on Fargate. */
    public boolean isFargate() {
        return launchType.equals("FARGATE");
    }

    private boolean usesNetworkMode(String mode) {
        return containers.stream()
                .flatMap(container -> container.networks().stream())
                .anyMatch(network -> network.mode().equals(mode));
    }

    private boolean namesNetworkMode() {
        return containers.stream()
                .flatMap(container -> container.networks().stream())
                .anyMatch(network -> !network.mode().isEmpty());
    }

    private static String afterLastSlash(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The task's disk, as ECS meters it. */
    public record EphemeralStorage(OptionalDouble utilizedMib, OptionalDouble reservedMib) {}

    /**
     * How far the clock of the host may be off.
     *
     * @param errorBoundMillis absent also when it is exactly 0
     * @param synchronizationStatus {@code SYNCHRONIZED} or {@code NOT_SYNCHRONIZED}
     */
    public record ClockDrift(
            OptionalDouble errorBoundMillis, Optional<Instant> referenceTimestamp, String synchronizationStatus) {

        /** Whether the clock is synchronized; absent for a status of neither kind. */
        public Optional<Boolean> isSynchronized() {
            return switch (synchronizationStatus) {
                case "SYNCHRONIZED" -> Optional.of(true);
                case "NOT_SYNCHRONIZED" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
    }

    /** Why tags could not be listed. */
    public record TagError(
            String field, String code, String message, String statusCode, String requestId, String resourceArn) {}
}
