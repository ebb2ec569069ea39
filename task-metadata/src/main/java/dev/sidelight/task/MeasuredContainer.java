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
    public sealed interface Sampling {

        /** The last {@code read} there was and when it was first seen, kept while there are none; absent before any. */
        Optional<LastRead> lastRead();
    }

    /** A {@code read} and when it was first seen. */
    public record LastRead(Instant read, Moment since) {}

    /**
     * Live statistics.
     *
     * @param readSince when an answer first held this {@code read}
     * @param cpuUsageVcpus since the sample before; absent at the first sample without a real {@code precpu}, after a
     *     counter fell and after {@code read} went back
     * @param interfaces its own, sorted by name; empty unless the task separates its networks
     */
    public record Live(
            ContainerStats stats, Moment readSince, OptionalDouble cpuUsageVcpus, List<MeasuredInterface> interfaces)
            implements Sampling {

        public Live {
            interfaces = List.copyOf(interfaces);
        }

        @Override
        public Optional<LastRead> lastRead() {
            return Optional.of(new LastRead(stats.read(), readSince));
        }
    }

    /** The {@code read} has not moved for 60 s. */
    public record Frozen(LastRead last) implements Sampling {

        @Override
        public Optional<LastRead> lastRead() {
            return Optional.of(last);
        }
    }

    /** No statistics at this poll. */
    public record Missing(MissingStats reason, Optional<LastRead> lastRead) implements Sampling {}

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
        Optional<Sampling> last = before.map(MeasuredContainer::sampling);
        Sampling sampling = switch (now.statsOf(container)) {
            case StatsEntry.Missing missing -> new Missing(missing.reason(), last.flatMap(Sampling::lastRead));
            case StatsEntry.Present present -> sample(present.stats(), now, last);
        };
        return new MeasuredContainer(container, Limits.ofContainer(container.limits(), taskLimits), sampling);
    }

    private static Sampling sample(ContainerStats stats, TaskSnapshot now, Optional<Sampling> before) {
        LastRead read = before.flatMap(Sampling::lastRead)
                .filter(seen -> seen.read().equals(stats.read()))
                .orElse(new LastRead(stats.read(), now.statsAt()));
        if (now.statsAt().since(read.since()).compareTo(FROZEN_AFTER) >= 0) {
            return new Frozen(read);
        }
        Optional<Live> last =
                before.flatMap(sampling -> sampling instanceof Live live ? Optional.of(live) : Optional.empty());
        return new Live(
                stats,
                read.since(),
                last.map(live -> vcpusSince(live, stats)).orElseGet(() -> vcpusOfFirst(stats)),
                now.task().separatesNetworks() ? interfaces(stats, last) : List.of());
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
