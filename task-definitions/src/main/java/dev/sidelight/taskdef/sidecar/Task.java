package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Quantity;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.taskdef.lint.rules.FargateSizes;
import java.util.List;
import java.util.Optional;

/**
 * A definition that Sidelight is added to.
 *
 * @param own Sidelight's container, if it is there already
 * @param others all other containers
 */
record Task(Subject subject, Optional<Container> own, List<Container> others) {

    Task {
        others = List.copyOf(others);
    }

    static Task of(Definition definition) {
        Subject subject = new Subject(definition, false);
        Optional<Container> own = known(subject).stream().findFirst();
        return new Task(
                subject,
                own,
                subject.containers().stream()
                        .filter(container -> own.filter(container::equals).isEmpty())
                        .toList());
    }

    /** Sidelight's containers: those with its label, or, where none has it, those that look like it. */
    static List<Container> known(Subject subject) {
        List<Container> labelled = subject.containers().stream()
                .filter(container -> container
                        .at("dockerLabels")
                        .entry(Subject.VERSION_LABEL)
                        .value()
                        .isPresent())
                .toList();
        return labelled.isEmpty()
                ? subject.containers().stream()
                        .filter(container -> container.image().repository().equals("sidelight"))
                        .toList()
                : labelled;
    }

    Definition definition() {
        return subject.definition();
    }

    Dialect dialect() {
        return subject.root().dialect();
    }

    Spot at(String field) {
        return subject.at(field);
    }

    /** The position of Sidelight's container, once it is there. */
    int index() {
        return own.map(container -> Integer.parseInt(container.spot().name()))
                .orElseGet(() -> definition().containers().size());
    }

    /** Whether containers reach each other by the loopback address. */
    boolean sharesNetwork() {
        return subject.hasNetworkMode("awsvpc", "host");
    }

    /** For Fargate, by its words or, where it has none, by its size. */
    boolean isSizedForFargate() {
        return subject.isFargate()
                || (at("requiresCompatibilities").items().isEmpty()
                        && subject.hasNetworkMode("awsvpc")
                        && FargateSizes.exists(
                                Quantity.cpu(at("cpu")).orElse(0),
                                Quantity.memory(at("memory")).orElse(0)));
    }

    /** Surely on an instance of the user's, where Docker's own log drivers are. */
    boolean isOnInstance() {
        return subject.isSurelyNotFargate()
                && (subject.hasNetworkMode("bridge", "host", "none")
                        || !at("requiresCompatibilities").items().isEmpty());
    }

    /** Its containers' list as it is written, if it is a list. */
    Optional<Value.Items> list() {
        return at("containerDefinitions")
                .value()
                .flatMap(value -> value instanceof Value.Items list ? Optional.of(list) : Optional.empty());
    }
}
