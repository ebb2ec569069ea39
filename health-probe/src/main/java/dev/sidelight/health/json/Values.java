package dev.sidelight.health.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of one rule as given. */
final class Values {

    private final Map<Field<?>, Object> given = new HashMap<>();

    <T> void put(Field<T> field, T value) {
        given.put(field, value);
    }

    /** The value given, or the field's fallback. */
    @SuppressWarnings("unchecked") // only put() adds, with the field's own type
    <T> Optional<T> find(Field<T> field) {
        Object value = given.get(field);
        return value == null ? field.fallback() : Optional.of((T) value);
    }

    /** The value of a field that is required or has a fallback. */
    <T> T get(Field<T> field) {
        return find(field).orElseThrow();
    }
}
