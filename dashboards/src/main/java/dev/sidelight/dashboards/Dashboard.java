package dev.sidelight.dashboards;

import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard as a table.
 *
 * @param uid its address in Grafana, which links use: {@code /d/UID}
 * @param refresh how often it asks anew, such as {@code 15s}
 */
public record Dashboard(
        String uid,
        String title,
        String description,
        String refresh,
        String from,
        List<Variable> variables,
        List<Annotation> annotations,
        List<Section> sections) {

    public Dashboard {
        variables = List.copyOf(variables);
        annotations = List.copyOf(annotations);
        sections = List.copyOf(sections);
    }

    /** All of them, in the order of the page. */
    public Stream<Panel> panels() {
        return sections.stream().flatMap(section -> section.panels().stream());
    }
}
