package dev.sidelight.task;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A task at one poll with the rates and ratios computed from it and the poll before; the formulas are those of the
 * metric contract. Immutable; the network it carries is also where the next poll goes on from.
 *
 * @param containers in the endpoint's order, those of ECS's own included
 * @param sharedNetwork the task's interfaces where all containers repeat them
 */
public record MeasuredTask(
        TaskSnapshot snapshot,
        EffectiveLimits limits,
        List<MeasuredContainer> containers,
        SharedNetwork sharedNetwork) {

    private static final Comparator<MeasuredContainer> NEWER = Comparator.<MeasuredContainer, Boolean>comparing(
                    one -> !one.container().isStopped())
            .thenComparing(one -> one.container().startedAt().orElse(Instant.MIN))
            .thenComparing(one -> one.container().createdAt().orElse(Instant.MIN));

    public MeasuredTask {
        containers = List.copyOf(containers);
    }

    /** Measures the first snapshot: what one answer alone can tell. */
    public static MeasuredTask first(TaskSnapshot now) {
        return measure(now, Map.of(), SharedNetwork.NONE);
    }

    /** Measures the snapshot that follows this one. */
    public MeasuredTask next(TaskSnapshot now) {
        Map<ContainerKey, MeasuredContainer> before = new HashMap<>();
        containers.forEach(container -> before.put(ContainerKey.of(container.container()), container));
        return measure(now, before, sharedNetwork);
    }

    private static MeasuredTask measure(
            TaskSnapshot now, Map<ContainerKey, MeasuredContainer> before, SharedNetwork networkBefore) {
        EffectiveLimits limits = Limits.ofTask(now.task().limits());
        List<MeasuredContainer> containers = now.task().containers().stream()
                .map(container -> MeasuredContainer.of(
                        container, limits, now, Optional.ofNullable(before.get(ContainerKey.of(container)))))
                .toList();
        SharedNetwork network = now.stats().isPresent() && now.task().sharesNetwork()
                ? networkBefore.next(now, containers)
                : SharedNetwork.NONE;
        return new MeasuredTask(now, limits, containers, network);
    }

    /** What {@code /task} said. */
    public Task task() {
        return snapshot.task();
    }

    /**
     * The user's own containers by name. Where two have one name (a replaced container still listed), the one that runs,
     * else the one that started last.
     */
    public SortedMap<String, MeasuredContainer> containersByName() {
        SortedMap<String, MeasuredContainer> byName = new TreeMap<>();
        containers.stream()
                .filter(one -> one.container().isOfTheUser())
                .forEach(one -> byName.merge(one.container().name(), one, (a, b) -> NEWER.compare(a, b) >= 0 ? a : b));
        return byName;
    }

    /** The task's own interfaces, sorted by name; empty where interfaces belong to containers. */
    public List<MeasuredInterface> interfaces() {
        return sharedNetwork.interfaces();
    }

    /** The endpoint's own rates of the task's network; absent where networks belong to containers. */
    public Optional<ContainerStats.ReportedRate> reportedRate() {
        return sharedNetwork.reportedRate().map(Newest::reading);
    }

    /** CPU of all containers in vCPU; absent while one that is running or live has no rate. */
    public OptionalDouble cpuUsageVcpus() {
        return sum(container ->
                container.live().map(MeasuredContainer.Live::cpuUsageVcpus).orElseGet(OptionalDouble::empty));
    }

    /** Working sets of all containers in bytes; absent while one that is running or live has none. */
    public OptionalDouble workingSetBytes() {
        return sum(MeasuredContainer::workingSetBytes);
    }

    /** CPU used over the task's own limit. */
    public OptionalDouble cpuUtilizationRatio() {
        return ratio(cpuUsageVcpus(), limits.vcpus());
    }

    /** Working set over the task's own limit. */
    public OptionalDouble memoryUtilizationRatio() {
        return ratio(workingSetBytes(), limits.memoryBytes());
    }

    private OptionalDouble sum(Function<MeasuredContainer, OptionalDouble> value) {
        List<OptionalDouble> values = containers.stream()
                .filter(container ->
                        container.container().isRunning() || container.live().isPresent())
                .map(value)
                .toList();
        return values.isEmpty() || values.stream().anyMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        values.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    }

    static OptionalDouble ratio(OptionalDouble used, OptionalDouble limit) {
        return used.isPresent() && limit.isPresent()
                ? OptionalDouble.of(used.getAsDouble() / limit.getAsDouble())
                : OptionalDouble.empty();
    }
}
