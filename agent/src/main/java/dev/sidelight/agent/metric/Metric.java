package dev.sidelight.agent.metric;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A metric of the catalogue: a name in Prometheus's terms and how its samples are read off an observation.
 *
 * @param name the full name, {@code _total} and {@code _info} included
 * @param help one sentence; shown as HELP
 * @param labels names of the labels, in order
 */
public record Metric(
        String name, Kind kind, String help, List<String> labels, Function<Observation, Stream<Sample>> samples) {

    public Metric {
        labels = List.copyOf(labels);
    }

    /** What a sample's value means over time. */
    public enum Kind {
        COUNTER,
        GAUGE,
        /** Always 1; what it says is in its labels. */
        INFO
    }

    /** One value, with the labels' values in the metric's order. */
    public record Sample(List<String> labelValues, double value) {

        public Sample {
            labelValues = List.copyOf(labelValues);
        }
    }
}
