package dev.sidelight.dashboards;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A state that a metric's label names, as a bar of a colour on a time line. */
public record State(String label, Colour colour) {

    /**
     * The number of the present state, from 1, for each container: Grafana draws states from numbers, and Prometheus has
     * them in a label of series that are 1.
     *
     * @param selector the series, with a place {@code %s} for the matcher of the state
     */
    static String query(String selector, String name, List<State> states) {
        return IntStream.range(0, states.size())
                .mapToObj(i -> "max by (job, instance, container_name) ((%s == 1) * %d)"
                        .formatted(
                                selector.formatted(name + "=\"" + states.get(i).label() + '"'), i + 1))
                .collect(Collectors.joining(" or "));
    }
}
