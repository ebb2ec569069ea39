package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where two documents say different things, however they are written. */
final class Differences {

    private final List<String> pointers = new ArrayList<>();

    private Differences() {}

    /** Pointers of what was added, removed or changed. */
    static List<String> between(Value before, Value after) {
        Differences differences = new Differences();
        differences.compare(before, after, "");
        return List.copyOf(differences.pointers);
    }

    private void compare(Value before, Value after, String pointer) {
        if (before instanceof Value.Members one && after instanceof Value.Members other) {
            compare(named(one), named(other), pointer);
        } else if (before instanceof Value.Items one && after instanceof Value.Items other) {
            compare(numbered(one), numbered(other), pointer);
        } else if (!isSame(before, after)) {
            pointers.add(pointer);
        }
    }

    private void compare(Map<String, Value> before, Map<String, Value> after, String pointer) {
        before.forEach((name, value) -> {
            Value other = after.get(name);
            if (other == null) {
                pointers.add(Place.below(pointer, name));
            } else {
                compare(value, other, Place.below(pointer, name));
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> pointers.add(Place.below(pointer, name)));
    }

    private static Map<String, Value> named(Value.Members object) {
        Map<String, Value> named = new LinkedHashMap<>();
        object.members().forEach(member -> named.put(member.name(), member.value()));
        return named;
    }

    private static Map<String, Value> numbered(Value.Items list) {
        Map<String, Value> numbered = new LinkedHashMap<>();
        list.items().forEach(item -> numbered.put(String.valueOf(numbered.size()), item));
        return numbered;
    }

    private static boolean isSame(Value before, Value after) {
        return switch (before) {
            case Value.Text one ->
                after instanceof Value.Text other && one.text().equals(other.text());
            case Value.Numeral one ->
                after instanceof Value.Numeral other && one.text().equals(other.text());
            case Value.Truth one -> after instanceof Value.Truth other && one.truth() == other.truth();
            case Value.Nothing _ -> after instanceof Value.Nothing;
            case Value.Unknown one ->
                after instanceof Value.Unknown other
                        && one.text().equals(other.text())
                        && one.names().equals(other.names());
            case Value.Members _, Value.Items _ -> false;
        };
    }
}
