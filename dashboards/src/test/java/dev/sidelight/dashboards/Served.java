package dev.sidelight.dashboards;

import dev.sidelight.agent.metric.Catalogue;
import dev.sidelight.agent.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that {@code /metrics} serves, and what is named in a text. */
final class Served {

    private static final Pattern NAME = Pattern.compile("\\b(?:ecs|sidelight)_[a-z0-9_]+\\b");

    /** Of the agent itself, which are Micrometer's and not in the catalogue. */
    private static final Map<String, Set<String>> OWN = Map.of(
            "sidelight_build_info", Set.of("version", "java_version"),
            "sidelight_polls_total", Set.of("path", "outcome"),
            "process_resident_memory_bytes", Set.of());

    private Served() {}

    static boolean has(String name) {
        return OWN.containsKey(name)
                || Catalogue.METRICS.stream().anyMatch(metric -> metric.name().equals(name));
    }

    /** The labels of a metric; without those of the target. */
    static Set<String> labelsOf(String name) {
        return Stream.concat(
                        OWN.getOrDefault(name, Set.of()).stream(),
                        Catalogue.METRICS.stream()
                                .filter(metric -> metric.name().equals(name))
                                .map(Metric::labels)
                                .flatMap(List::stream))
                .collect(Collectors.toSet());
    }

    /** Metrics named in a text. */
    static Set<String> namesIn(String text) {
        return NAME.matcher(text)
                .results()
                .map(name -> name.group())
                .filter(name -> !name.equals("ecs_exporter"))
                .collect(Collectors.toSet());
    }
}
