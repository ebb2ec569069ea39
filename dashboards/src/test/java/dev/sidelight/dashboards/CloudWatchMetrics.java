package dev.sidelight.dashboards;

import static dev.sidelight.agent.cloudwatch.Dimensions.CLUSTER;
import static dev.sidelight.agent.cloudwatch.Dimensions.CONTAINER;
import static dev.sidelight.agent.cloudwatch.Dimensions.FAMILY;
import static dev.sidelight.agent.cloudwatch.Dimensions.SERVICE;
import static dev.sidelight.agent.cloudwatch.Dimensions.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.cloudwatch.PublishedMetric;
import dev.sidelight.agent.cloudwatch.PublishedMetrics;
import java.util.Set;

/** What the two namespaces have: ours by the agent's own table, Container Insights by its user guide. */
final class CloudWatchMetrics {

    static final String OURS = "ECS/Sidelight";
    static final String INSIGHTS = "ECS/ContainerInsights";

    /** Of tasks, with {@code containerInsights=enabled} already. */
    private static final Set<String> STANDARD = Set.of(
            "CpuUtilized",
            "CpuReserved",
            "MemoryUtilized",
            "MemoryReserved",
            "NetworkRxBytes",
            "NetworkTxBytes",
            "StorageReadBytes",
            "StorageWriteBytes",
            "EphemeralStorageReserved",
            "EphemeralStorageUtilized");

    /** Of tasks, with {@code enhanced}. */
    private static final Set<String> ENHANCED_TASK = Set.of("TaskCpuUtilization", "TaskMemoryUtilization");

    /** Of containers, all with {@code enhanced}. */
    private static final Set<String> ENHANCED_CONTAINER = Set.of(
            "ContainerCpuUtilized",
            "ContainerCpuReserved",
            "ContainerCpuUtilization",
            "ContainerMemoryUtilized",
            "ContainerMemoryReserved",
            "ContainerMemoryUtilization",
            "RestartCount",
            "UnHealthyContainerHealthStatus");

    private CloudWatchMetrics() {}

    static PublishedMetric published(String name) {
        return PublishedMetrics.ALL.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not published"));
    }

    static boolean isEnhancedOnly(String name) {
        return !STANDARD.contains(name);
    }

    /** Fails unless the metric is there under these very dimensions. */
    static void assertKnown(UsedMetric used) {
        boolean ofContainers = PublishedMetrics.isOfContainers(published(used.name()));
        assertThat(used.dimensions())
                .as(used.toString())
                .contains(CLUSTER)
                .isSubsetOf(CLUSTER, SERVICE, FAMILY, TASK, CONTAINER)
                .satisfies(names -> assertThat(names.contains(CONTAINER)).isEqualTo(ofContainers))
                .satisfies(names -> assertThat(names.contains(SERVICE)).isNotEqualTo(names.contains(FAMILY)));
        assertThat(used.dimensions()).containsAll(used.fixed().keySet());
        assertThat(ofContainers ? ENHANCED_CONTAINER.contains(used.name()) : isOfTasks(used.name()))
                .as(used + " in Container Insights")
                .isTrue();
    }

    private static boolean isOfTasks(String name) {
        return STANDARD.contains(name) || ENHANCED_TASK.contains(name);
    }
}
