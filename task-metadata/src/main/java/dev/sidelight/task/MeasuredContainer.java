package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A container with what was computed from its statistics. */
public record MeasuredContainer(Container container, EffectiveLimits limits, Sampling sampling) {

    private static final Duration FROZEN_AFTER = Duration.ofSeconds(60);

    /** Whether there are live statistics. */
    public sealed interface Sampling {}

    /**
     * Live statistics.
     *
     * @param readSince when this {@code read} was first seen
     * @param cpuUsageVcpus since the sample before; absent at the first sample without a real {@code precpu}, after a
     *     counter fell and after {@code read} went back
     * @param interfaces its own, sorted by name; empty where the task shares its network
     */
    public record Live(
            ContainerStats stats, Moment readSince, OptionalDouble cpuUsageVcpus, List<MeasuredInterface> interfaces)
            implements Sampling {

        public Live {
            interfaces = List.copyOf(interfaces);
        }
    }

    /**
     * The {@code read} has not moved for 60 s.
     *
     * @param since when it was first seen
     */
    public record Frozen(Instant read, Moment since) implements Sampling {}

    /** No statistics at this poll. */
    public record Missing(MissingStats reason) implements Sampling {}

    /** The live statistics, if there are any. */
    public Optional<Live> live() {
        return sampling instanceof Live live ? Optional.of(live) : Optional.empty();
    }

    /** Why there are no live statistics; empty when there are. */
    public Optional<MissingStats> missing() {
        return switch (sampling) {
            case Live _ -> Optional.empty();
            case Frozen _ -> Optional.of(MissingStats.FROZEN);
            case Missing missing -> Optional.of(missing.reason());
        };
    }

    /** Used over limited CPU, 0–1 and above where limits are shares. */
    public OptionalDouble cpuUtilizationRatio() {
        return live().map(live -> MeasuredTask.ratio(live.cpuUsageVcpus(), limits.vcpus()))
                .orElseGet(OptionalDouble::empty);
    }

    /** Working set in bytes. */
    public OptionalDouble workingSetBytes() {
        return live().flatMap(live -> live.stats().memory().workingSetBytes())
                .map(count -> OptionalDouble.of(count.toDouble()))
                .orElseGet(OptionalDouble::empty);
    }

    /** Working set over limited memory. */
    public OptionalDouble memoryUtilizationRatio() {
        return MeasuredTask.ratio(workingSetBytes(), limits.memoryBytes());
    }

    /** From {@code PullStoppedAt} to {@code StartedAt}: what waiting for other containers took; never negative. */
    public Optional<Duration> startDelay(Task task) {
        return container
                .startedAt()
                .flatMap(started -> task.pullStoppedAt().map(pulled -> Duration.between(pulled, started)))
                .filter(delay -> !delay.isNegative());
    }

    static MeasuredContainer of(
            Container container, EffectiveLimits taskLimits, TaskSnapshot now, Optional<MeasuredContainer> before) {
        Sampling sampling = switch (now.statsOf(container)) {
            case StatsEntry.Missing missing -> new Missing(missing.reason());
            case StatsEntry.Present present -> sample(present.stats(), now, before.map(MeasuredContainer::sampling));
        };
        return new MeasuredContainer(container, Limits.ofContainer(container.limits(), taskLimits), sampling);
    }

    private static Sampling sample(ContainerStats stats, TaskSnapshot now, Optional<Sampling> before) {
        Moment since =
                before.flatMap(sampling -> seenSince(stats.read(), sampling)).orElse(now.at());
        if (now.at().since(since).compareTo(FROZEN_AFTER) >= 0) {
            return new Frozen(stats.read(), since);
        }
        Optional<Live> last =
                before.flatMap(sampling -> sampling instanceof Live live ? Optional.of(live) : Optional.empty());
        return new Live(
                stats,
                since,
                last.map(live -> vcpusSince(live, stats)).orElseGet(() -> vcpusOfFirst(stats)),
                now.task().sharesNetwork() ? List.of() : interfaces(stats, last));
    }

    private static Optional<Moment> seenSince(Instant read, Sampling before) {
        return switch (before) {
            case Live live -> live.stats().read().equals(read) ? Optional.of(live.readSince()) : Optional.empty();
            case Frozen frozen -> frozen.read().equals(read) ? Optional.of(frozen.since()) : Optional.empty();
            case Missing _ -> Optional.empty();
        };
    }

    private static OptionalDouble vcpusSince(Live before, ContainerStats stats) {
        ContainerStats last = before.stats();
        return stats.read().equals(last.read())
                ? before.cpuUsageVcpus()
                : Rate.vcpus(last.cpu().total(), stats.cpu().total(), last.read(), stats.read());
    }

    /** Docker's own sample before, where it is real: on Fargate it was all zeros for a long time. */
    private static OptionalDouble vcpusOfFirst(ContainerStats stats) {
        Optional<Count> before = stats.precpu().total().filter(total -> total.bits() != 0);
        return stats.preread()
                .map(preread -> Rate.vcpus(before, stats.cpu().total(), preread, stats.read()))
                .orElseGet(OptionalDouble::empty);
    }

    private static List<MeasuredInterface> interfaces(ContainerStats stats, Optional<Live> last) {
        Map<String, NetworkSample> before = new TreeMap<>();
        last.ifPresent(live -> live.interfaces().forEach(one -> before.put(one.name(), one.sample())));
        return new TreeMap<>(stats.networks())
                .entrySet().stream()
                        .map(entry -> new MeasuredInterface(
                                entry.getKey(),
                                Optional.ofNullable(before.get(entry.getKey()))
                                        .map(sample -> sample.next(stats.read(), entry.getValue()))
                                        .orElseGet(() -> NetworkSample.first(stats.read(), entry.getValue()))))
                        .toList();
    }
}
