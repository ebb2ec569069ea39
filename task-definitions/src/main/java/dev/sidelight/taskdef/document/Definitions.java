package dev.sidelight.taskdef.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the task definitions of a document. */
final class Definitions {

    private static final String TASK_DEFINITION = "AWS::ECS::TaskDefinition";
    private static final Set<String> TELLING =
            Set.of("containerdefinitions", "family", "requirescompatibilities", "networkmode", "executionrolearn");

    private Definitions() {}

    static List<Definition> in(Document document) {
        return switch (document.root()) {
            case Value.Members object -> ofObject(document, object).toList();
            case Value.Items list ->
                list.items().stream()
                        .flatMap(item ->
                                item instanceof Value.Members object ? ofObject(document, object) : Stream.empty())
                        .toList();
            default -> List.of();
        };
    }

    static List<Spot> resources(Document document, String type) {
        if (!(document.root() instanceof Value.Members root)
                || !(root.value("Resources").orElse(null) instanceof Value.Members resources)) {
            return List.of();
        }
        Spot all = Spot.of(Dialect.CLOUDFORMATION, resources);
        return all.entries().stream()
                .filter(resource -> resource.entry("Type").is(type))
                .toList();
    }

    static Optional<String> parameterDefault(Document document, Value.Unknown reference) {
        boolean plain = reference.names().size() == 1
                && reference.text().equals("${" + reference.names().getFirst() + "}");
        return plain && document.root() instanceof Value.Members root
                ? Spot.of(Dialect.CLOUDFORMATION, root)
                        .entry("Parameters")
                        .entry(reference.names().getFirst())
                        .entry("Default")
                        .text()
                : Optional.empty();
    }

    private static Stream<Definition> ofObject(Document document, Value.Members object) {
        if (object.value("Resources").orElse(null) instanceof Value.Members) {
            return resources(document, TASK_DEFINITION).stream()
                    .map(resource -> new Definition(
                            document, Definition.Kind.TEMPLATE, resource.name(), resource.entry("Properties")));
        }
        if (object.value("taskDefinition").orElse(null) instanceof Value.Members wrapped) {
            return Stream.of(named(document, Definition.Kind.DESCRIBED, wrapped));
        }
        boolean telling = object.members().stream()
                .anyMatch(member -> TELLING.contains(member.name().toLowerCase(Locale.ROOT)));
        return telling ? Stream.of(named(document, Definition.Kind.REGISTERED, object)) : Stream.empty();
    }

    private static Definition named(Document document, Definition.Kind kind, Value.Members object) {
        Spot root = Spot.of(Dialect.API, object);
        return new Definition(document, kind, root.at("family").raw().orElse("task definition"), root);
    }
}
