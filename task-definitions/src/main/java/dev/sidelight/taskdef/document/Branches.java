package dev.sidelight.taskdef.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a template's conditions make of the containers of a definition: {@code Fn::If} is decided one way and the other. */
final class Branches {

    /** Conditions that are decided apart from the others; each costs two variants. */
    private static final int MOST_APART = 8;

    private static final int PARTS = 3;

    private Branches() {}

    /** The definition itself where nothing is conditional; else as it is with all conditions, with none, and so on. */
    static List<Definition> of(Definition definition) {
        Set<String> conditions = new LinkedHashSet<>();
        if (!(definition.root().value().orElse(null) instanceof Value.Members root)) {
            return List.of(definition);
        }
        Dialect dialect = definition.root().dialect();
        root.members().stream()
                .filter(member -> isContainers(dialect, member))
                .forEach(member -> gather(member.value(), conditions));
        return conditions.isEmpty()
                ? List.of(definition)
                : decisions(conditions).stream()
                        .map(decided -> new Definition(
                                definition.document(),
                                definition.kind(),
                                definition.name(),
                                Spot.of(dialect, decided(dialect, root, decided::contains))))
                        .toList();
    }

    private static boolean isContainers(Dialect dialect, Member member) {
        return dialect.isName(member.name(), "containerDefinitions");
    }

    /** The conditions that hold, in each variant. */
    private static Set<Set<String>> decisions(Set<String> conditions) {
        Set<Set<String>> decisions = new LinkedHashSet<>(List.of(conditions, Set.of()));
        if (conditions.size() > 1) {
            conditions.stream().limit(MOST_APART).forEach(one -> {
                Set<String> others = new LinkedHashSet<>(conditions);
                others.remove(one);
                decisions.add(others);
                decisions.add(Set.of(one));
            });
        }
        return decisions;
    }

    private static Value.Members decided(Dialect dialect, Value.Members root, Predicate<String> holds) {
        List<Member> members = new ArrayList<>();
        for (Member member : root.members()) {
            if (isContainers(dialect, member)) {
                taken(member.value(), holds)
                        .ifPresent(value -> members.add(new Member(member.name(), member.key(), value)));
            } else {
                members.add(member);
            }
        }
        return new Value.Members(root.place(), members, root.block(), root.open());
    }

    private static void gather(Value value, Set<String> conditions) {
        if (value instanceof Value.Items list) {
            list.items().forEach(item -> gather(item, conditions));
        } else {
            alternatives(value).ifPresent(parts -> {
                conditions.add(((Value.Text) parts.getFirst()).text());
                parts.stream().skip(1).forEach(part -> gather(part, conditions));
            });
        }
    }

    /** Condition and both values of an {@code Fn::If}; empty where it is none, or has another form. */
    static Optional<List<Value>> alternatives(Value value) {
        return value instanceof Value.Unknown function
                        && function.function().equals("If")
                        && function.argument() instanceof Value.Items parts
                        && parts.items().size() == PARTS
                        && parts.items().getFirst() instanceof Value.Text
                ? Optional.of(parts.items())
                : Optional.empty();
    }

    /** The value that is taken; empty where that is {@code AWS::NoValue}. */
    private static Optional<Value> taken(Value value, Predicate<String> holds) {
        Optional<List<Value>> parts = alternatives(value);
        if (parts.isPresent()) {
            boolean first = holds.test(((Value.Text) parts.get().getFirst()).text());
            return taken(parts.get().get(first ? 1 : 2), holds);
        }
        return switch (value) {
            case Value.Items list ->
                Optional.of(new Value.Items(
                        list.place(),
                        list.items().stream()
                                .flatMap(item -> taken(item, holds).stream())
                                .toList(),
                        list.block()));
            case Value.Unknown unknown when unknown.text().equals("${AWS::NoValue}") -> Optional.empty();
            case Value.Members _, Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _, Value.Unknown _ ->
                Optional.of(value);
        };
    }
}
