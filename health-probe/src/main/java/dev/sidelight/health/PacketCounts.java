package dev.sidelight.health;

import dev.sidelight.task.Count;
import dev.sidelight.task.InterfaceCounters;
import dev.sidelight.task.MeasuredInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Packets of all interfaces, and those that were lost, cumulative.
 *
 * @param counters one of each interface, in their order
 * @param delta what the sample before last added; empty when that cannot be told
 */
record PacketCounts(List<InterfaceCounters> counters, Count packets, Count lost, List<Delta> delta) implements Memory {

    private static final Count ZERO = new Count(0);

    PacketCounts {
        counters = List.copyOf(counters);
        delta = List.copyOf(delta);
    }

    /** What was added between two samples. */
    record Delta(double packets, double lost) {}

    static PacketCounts of(List<MeasuredInterface> interfaces) {
        List<InterfaceCounters> counters =
                interfaces.stream().map(one -> one.sample().counters()).toList();
        return new PacketCounts(
                counters,
                sum(counters.stream().flatMap(one -> Stream.of(one.receivePackets(), one.transmitPackets()))),
                sum(counters.stream()
                        .flatMap(one -> Stream.of(
                                one.receiveErrors(),
                                one.receiveDropped(),
                                one.transmitErrors(),
                                one.transmitDropped()))),
                List.of());
    }

    PacketCounts with(List<Delta> latest) {
        return new PacketCounts(counters, packets, lost, latest);
    }

    boolean sameAs(PacketCounts other) {
        return counters.equals(other.counters);
    }

    Optional<Delta> last() {
        return delta.stream().findFirst();
    }

    /** What was added since {@code before}; absent when a counter was set back or an interface came or went. */
    Optional<Delta> since(PacketCounts before) {
        return counters.size() != before.counters.size() || packets.isBelow(before.packets) || lost.isBelow(before.lost)
                ? Optional.empty()
                : Optional.of(new Delta(
                        packets.minus(before.packets).toDouble(),
                        lost.minus(before.lost).toDouble()));
    }

    private static Count sum(Stream<Optional<Count>> counts) {
        return counts.flatMap(Optional::stream).reduce(ZERO, Count::plus);
    }
}
