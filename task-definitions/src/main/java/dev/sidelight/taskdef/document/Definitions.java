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

    /** Of Fn::ForEach::NAME, which is given a variable, its values, and what is repeated. */
    private static final String LOOP = "ForEach::";

    private static final int LOOP_PARTS = 3;

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
        return document.root() instanceof Value.Members root
                ? root.value("Resources").stream()
                        .flatMap(Definitions::resources)
                        .filter(resource -> resource.entry("Type").is(type))
                        .toList()
                : List.of();
    }

    /** All resources, those that Fn::ForEach makes of one included: the names of its variable are placeholders to us. */
    private static Stream<Spot> resources(Value all) {
        return switch (all) {
            case Value.Members object ->
                Spot.of(Dialect.CLOUDFORMATION, object).entries().stream()
                        .flatMap(entry -> entry.name().startsWith("Fn::" + LOOP)
                                ? entry.value().stream().flatMap(Definitions::repeated)
                                : Stream.of(entry));
            case Value.Unknown function when function.function().startsWith(LOOP) -> repeated(function.argument());
            case Value.Items _, Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _, Value.Unknown _ ->
                Stream.empty();
        };
    }

    private static Stream<Spot> repeated(Value loop) {
        return loop instanceof Value.Items parts && parts.items().size() == LOOP_PARTS
                ? resources(parts.items().getLast())
                : Stream.empty();
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
        if (object.value("Resources").filter(Definitions::mayHoldResources).isPresent()) {
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

    private static boolean mayHoldResources(Value value) {
        return value instanceof Value.Members
                || (value instanceof Value.Unknown function
                        && function.function().startsWith(LOOP));
    }

    private static Definition named(Document document, Definition.Kind kind, Value.Members object) {
        Spot root = Spot.of(Dialect.API, object);
        return new Definition(document, kind, root.at("family").raw().orElse("task definition"), root);
    }
}
