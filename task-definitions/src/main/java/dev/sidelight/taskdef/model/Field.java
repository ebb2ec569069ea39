package dev.sidelight.taskdef.model;

import java.util.List;

/**
 * A field of the API.
 *
 * @param of the type of the value, or of each of the values: {@code string}, {@code integer}, {@code long},
 *     {@code boolean}, {@code double}, or the name of an object's type
 * @param values all values that there are; empty where any is taken
 */
public record Field(String name, Form form, String of, List<String> values) {

    /** How many values a field holds. */
    public enum Form {
        ONE,
        LIST,
        MAP
    }

    public Field {
        values = List.copyOf(values);
    }

    /** Whether its values are objects, with fields of their own. */
    public boolean isObject() {
        return Character.isUpperCase(of.charAt(0));
    }
}
