package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.cloudwatch.PublishedMetric.Reading;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Container;
import dev.sidelight.task.ContainerStats.DeviceIo;
import dev.sidelight.task.Count;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredInterface;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.NetworkSample;
import dev.sidelight.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What is published, under Container Insights' names, units and formulas (its user guide; enhanced observability). */
public final class PublishedMetrics {

    private static final String NONE = "None";
    private static final String PERCENT = "Percent";
    private static final String MEGABYTES = "Megabytes"; // its word; the values are MiB, as its own are
    private static final String GIGABYTES = "Gigabytes";
    private static final String BYTES_PER_SECOND = "Bytes/Second";
    private static final double UNITS_PER_VCPU = 1024;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double MIB_PER_GIGABYTE = 1024;
    private static final double PER_CENT = 100;

    /** The rows. */
    public static final List<PublishedMetric> ALL = List.of(
            task("CpuUtilized", NONE, t -> scaled(t.cpuUsageVcpus(), UNITS_PER_VCPU)),
            task("CpuReserved", NONE, t -> scaled(reservedVcpus(t), UNITS_PER_VCPU)),
            task("MemoryUtilized", MEGABYTES, t -> scaled(t.workingSetBytes(), 1 / BYTES_PER_MIB)),
            task("MemoryReserved", MEGABYTES, t -> scaled(reservedBytes(t), 1 / BYTES_PER_MIB)),
            task("NetworkRxBytes", BYTES_PER_SECOND, t -> network(t, NetworkSample::receiveBytesPerSecond)),
            task("NetworkTxBytes", BYTES_PER_SECOND, t -> network(t, NetworkSample::transmitBytesPerSecond)),
            storage("StorageReadBytes", DeviceIo::readBytes),
            storage("StorageWriteBytes", DeviceIo::writeBytes),
            task("EphemeralStorageReserved", GIGABYTES, t -> gigabytes(t, Task.EphemeralStorage::reservedMib)),
            task("EphemeralStorageUtilized", GIGABYTES, t -> gigabytes(t, Task.EphemeralStorage::utilizedMib)),
            task("TaskCpuUtilization", PERCENT, t -> percent(t.cpuUsageVcpus(), reservedVcpus(t))),
            task("TaskMemoryUtilization", PERCENT, t -> percent(t.workingSetBytes(), reservedBytes(t))),
            container("ContainerCpuUtilized", NONE, c -> scaled(vcpus(c), UNITS_PER_VCPU)),
            container(
                    "ContainerCpuReserved",
                    NONE,
                    c -> whileLive(c, scaled(c.limits().vcpus(), UNITS_PER_VCPU))),
            container("ContainerCpuUtilization", PERCENT, c -> scaled(c.cpuUtilizationRatio(), PER_CENT)),
            container("ContainerMemoryUtilized", MEGABYTES, c -> scaled(c.workingSetBytes(), 1 / BYTES_PER_MIB)),
            container(
                    "ContainerMemoryReserved",
                    MEGABYTES,
                    c -> whileLive(c, scaled(c.limits().memoryBytes(), 1 / BYTES_PER_MIB))),
            container("ContainerMemoryUtilization", PERCENT, c -> scaled(c.memoryUtilizationRatio(), PER_CENT)),
            new PublishedMetric("RestartCount", "Count", true, PublishedMetrics::restarts),
            container("UnHealthyContainerHealthStatus", "Count", PublishedMetrics::unhealthy));

    private PublishedMetrics() {}

    /** Whether each container has its own. */
    public static boolean isOfContainers(PublishedMetric metric) {
        return metric.name().startsWith("Container")
                || metric.name().equals("RestartCount")
                || metric.name().startsWith("UnHealthyContainer");
    }

    private static PublishedMetric task(String name, String unit, Function<MeasuredTask, OptionalDouble> value) {
        return new PublishedMetric(
                name,
                unit,
                false,
                observation -> observation.task().stream().flatMap(t -> reading("", value.apply(t))));
    }

    private static PublishedMetric container(
            String name, String unit, Function<MeasuredContainer, OptionalDouble> value) {
        return new PublishedMetric(
                name,
                unit,
                false,
                observation -> observation.containers().stream()
                        .flatMap(c -> reading(c.container().name(), value.apply(c))));
    }

    /** Of all containers and devices together, as AWS's agent sums them. */
    private static PublishedMetric storage(String name, Function<DeviceIo, Optional<Count>> value) {
        return new PublishedMetric(
                name,
                "Bytes",
                true,
                observation -> observation.task().stream()
                        .flatMap(t -> t.containers().stream())
                        .flatMap(c -> c.live().stream()
                                .flatMap(live -> live.stats().devices().stream())
                                .flatMap(device -> value.apply(device).stream()
                                        .map(count -> new Reading(
                                                "",
                                                c.container().dockerId() + " " + device.device(),
                                                count.toDouble())))));
    }

    private static Stream<Reading> restarts(Observation observation) {
        return observation.containers().stream()
                .map(MeasuredContainer::container)
                .flatMap(c ->
                        c.restartCount().stream().map(count -> new Reading(c.name(), c.dockerId(), count.toDouble())));
    }

    /** Nothing without a health check, and while its result is not known. */
    private static OptionalDouble unhealthy(MeasuredContainer measured) {
        return measured.container()
                .health()
                .map(health -> switch (health.status()) {
                    case HEALTHY -> OptionalDouble.of(0);
                    case UNHEALTHY -> OptionalDouble.of(1);
                    case UNKNOWN -> OptionalDouble.empty();
                })
                .orElseGet(OptionalDouble::empty);
    }

    /** The task's own limit, or the sum of its containers' where all have one. */
    private static OptionalDouble reservedVcpus(MeasuredTask task) {
        return task.limits().vcpus().isPresent()
                ? task.limits().vcpus()
                : sum(task.containers().stream()
                        .filter(c -> !c.container().isStopped())
                        .map(c -> c.limits().vcpus()));
    }

    private static OptionalDouble reservedBytes(MeasuredTask task) {
        return task.limits().memoryBytes().isPresent()
                ? task.limits().memoryBytes()
                : sum(task.containers().stream()
                        .filter(c -> !c.container().isStopped())
                        .map(c -> c.limits().memoryBytes()));
    }

    /** Of all interfaces of the task; absent while one has no rate. */
    private static OptionalDouble network(MeasuredTask task, Function<NetworkSample, OptionalDouble> rate) {
        return sum(Stream.concat(
                        task.interfaces().stream(),
                        task.containers().stream()
                                .flatMap(c -> c.live().stream())
                                .flatMap(live -> live.interfaces().stream()))
                .map(MeasuredInterface::sample)
                .map(rate));
    }

    private static OptionalDouble gigabytes(MeasuredTask task, Function<Task.EphemeralStorage, OptionalDouble> mib) {
        return task.task()
                .ephemeralStorage()
                .map(mib)
                .map(value -> scaled(value, 1 / MIB_PER_GIGABYTE))
                .orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble vcpus(MeasuredContainer measured) {
        return measured.live().map(MeasuredContainer.Live::cpuUsageVcpus).orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble whileLive(MeasuredContainer measured, OptionalDouble value) {
        Container container = measured.container();
        return measured.live().isPresent() && !container.isStopped() ? value : OptionalDouble.empty();
    }

    /** Absent when there is none, or when one of them is. */
    private static OptionalDouble sum(Stream<OptionalDouble> values) {
        List<OptionalDouble> all = values.toList();
        ToDoubleFunction<OptionalDouble> value = OptionalDouble::getAsDouble;
        return all.isEmpty() || all.stream().anyMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : OptionalDouble.of(all.stream().mapToDouble(value).sum());
    }

    private static OptionalDouble percent(OptionalDouble used, OptionalDouble reserved) {
        return used.isPresent() && reserved.isPresent() && reserved.getAsDouble() > 0
                ? OptionalDouble.of(PER_CENT * used.getAsDouble() / reserved.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
    }

    private static Stream<Reading> reading(String container, OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble())
                ? Stream.of(new Reading(container, "", value.getAsDouble()))
                : Stream.empty();
    }
}
