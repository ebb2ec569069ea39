package dev.sidelight.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The task's own network interfaces where all its containers repeat them ({@code awsvpc}, {@code host}): each once,
 * from whichever container read it last.
 */
record SharedNetwork(Map<String, Shared> byName, Optional<Newest<ContainerStats.ReportedRate>> reportedRate) {

    static final SharedNetwork NONE = new SharedNetwork(Map.of(), Optional.empty());

    /** An interface: where its reading comes from, and its rates. */
    record Shared(Newest<InterfaceCounters> newest, NetworkSample sample) {}

    /** This network after another poll. */
    SharedNetwork next(TaskSnapshot now, List<MeasuredContainer> containers) {
        Map<String, List<Newest<InterfaceCounters>>> offers = new TreeMap<>();
        List<Newest<ContainerStats.ReportedRate>> rates = new ArrayList<>();
        byName.keySet().forEach(name -> offers.put(name, new ArrayList<>()));
        for (MeasuredContainer container : containers) {
            container.live().ifPresent(live -> {
                String id = container.container().dockerId();
                ContainerStats stats = live.stats();
                stats.networks()
                        .forEach((name, counters) -> offers.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(new Newest<>(id, stats.read(), now.statsAt(), counters)));
                stats.reportedRate().ifPresent(rate -> rates.add(new Newest<>(id, stats.read(), now.statsAt(), rate)));
            });
        }
        Map<String, Shared> next = new TreeMap<>();
        offers.forEach((name, offered) -> next(name, offered, now).ifPresent(shared -> next.put(name, shared)));
        return new SharedNetwork(next, Newest.of(reportedRate, rates, now.statsAt()));
    }

    List<MeasuredInterface> interfaces() {
        return byName.entrySet().stream()
                .map(entry ->
                        new MeasuredInterface(entry.getKey(), entry.getValue().sample()))
                .toList();
    }

    private Optional<Shared> next(String name, List<Newest<InterfaceCounters>> offers, TaskSnapshot now) {
        Optional<Shared> before = Optional.ofNullable(byName.get(name));
        return Newest.of(before.map(Shared::newest), offers, now.statsAt())
                .map(newest -> new Shared(
                        newest,
                        before.map(shared -> sample(shared, newest, now.task().hasSlowNetworkClock()))
                                .orElseGet(() -> NetworkSample.first(newest.read(), newest.reading()))));
    }

    private static NetworkSample sample(Shared before, Newest<InterfaceCounters> newest, boolean slowClock) {
        if (newest.read().isBefore(before.newest().read())) {
            return NetworkSample.first(newest.read(), newest.reading());
        }
        return slowClock
                ? before.sample().nextOnSlowClock(newest.read(), newest.reading())
                : before.sample().next(newest.read(), newest.reading());
    }
}
