package dev.sidelight.taskdef.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a template's conditions make of a definition, wherever in it {@code Fn::If} stands for a whole value. */
final class WholeBranches {

    /** Conditions of which all combinations are decided; of more, each alternative in one variant at least. */
    private static final int MOST_COMBINED = 6;

    private WholeBranches() {}

    static List<Definition> of(Definition definition) {
        if (!(definition.root().value().orElse(null) instanceof Value.Members root)) {
            return List.of(definition);
        }
        Set<Map<String, Boolean>> paths = new LinkedHashSet<>();
        gather(root, Map.of(), paths);
        Set<String> conditions = new LinkedHashSet<>();
        paths.forEach(path -> conditions.addAll(path.keySet()));
        if (conditions.isEmpty()) {
            return List.of(definition);
        }
        return (conditions.size() > MOST_COMBINED ? paths : combinations(conditions))
                .stream()
                        .flatMap(decision -> taken(root, decision).stream())
                        .map(value -> new Definition(
                                definition.document(),
                                definition.kind(),
                                definition.name(),
                                Spot.of(definition.root().dialect(), value)))
                        .toList();
    }

    private static Set<Map<String, Boolean>> combinations(Set<String> conditions) {
        Set<Map<String, Boolean>> combinations = new LinkedHashSet<>(Set.of(Map.of()));
        for (String condition : conditions) {
            Set<Map<String, Boolean>> longer = new LinkedHashSet<>();
            for (boolean holds : List.of(true, false)) {
                combinations.forEach(one -> longer.add(with(one, condition, holds)));
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Map<String, Boolean> with(Map<String, Boolean> decision, String condition, boolean holds) {
        Map<String, Boolean> more = new LinkedHashMap<>(decision);
        more.put(condition, holds);
        return more;
    }

    /** What must hold, and what must not, for each alternative to be taken. */
    private static void gather(Value value, Map<String, Boolean> path, Set<Map<String, Boolean>> paths) {
        Optional<List<Value>> parts = Branches.alternatives(value);
        if (parts.isPresent()) {
            String condition = condition(parts.get());
            for (boolean holds : List.of(true, false)) {
                if (path.getOrDefault(condition, holds) == holds) {
                    Map<String, Boolean> further = with(path, condition, holds);
                    paths.add(further);
                    gather(parts.get().get(holds ? 1 : 2), further, paths);
                }
            }
        } else if (value instanceof Value.Members object) {
            object.members().forEach(member -> gather(member.value(), path, paths));
        } else if (value instanceof Value.Items list) {
            list.items().forEach(item -> gather(item, path, paths));
        }
    }

    private static String condition(List<Value> parts) {
        return parts.getFirst() instanceof Value.Text text ? text.text() : "";
    }

    /** The value with its conditions decided, those not spoken of as if they held; empty where it is left out. */
    private static Optional<Value> taken(Value value, Map<String, Boolean> decision) {
        Optional<List<Value>> parts = Branches.alternatives(value);
        if (parts.isPresent()) {
            return taken(parts.get().get(decision.getOrDefault(condition(parts.get()), true) ? 1 : 2), decision);
        }
        return switch (value) {
            case Value.Members object -> {
                List<Member> members = new ArrayList<>();
                object.members()
                        .forEach(member -> taken(member.value(), decision)
                                .ifPresent(one -> members.add(new Member(member.name(), member.key(), one))));
                yield Optional.of(new Value.Members(object.place(), members, object.block(), object.open()));
            }
            case Value.Items list ->
                Optional.of(new Value.Items(
                        list.place(),
                        list.items().stream()
                                .flatMap(item -> taken(item, decision).stream())
                                .toList(),
                        list.block()));
            case Value.Unknown unknown when unknown.text().equals("${AWS::NoValue}") -> Optional.empty();
            case Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _, Value.Unknown _ -> Optional.of(value);
        };
    }
}
