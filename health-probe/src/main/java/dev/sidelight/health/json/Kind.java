package dev.sidelight.health.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * A kind of value: how it is read, said and described to a JSON Schema.
 *
 * @param words what is right, to follow "it must be"
 * @param secret whether a wrong value must not be shown
 */
record Kind<T>(String words, boolean secret, Reading<T> reading, Consumer<ObjectNode> described) {

    /** A kind of values that may be shown. */
    Kind(String words, Reading<T> reading, Consumer<ObjectNode> described) {
        this(words, false, reading, described);
    }

    /** Reads a value of the kind. */
    interface Reading<T> {
        T read(JsonNode node) throws InvalidField;
    }

    T read(JsonNode node) throws InvalidField {
        return reading.read(node);
    }

    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        described.accept(schema);
        return schema;
    }

    static InvalidField wrong() {
        return new InvalidField("");
    }

    /** Of an object, one member of which is wrong. */
    static InvalidField wrong(String member) {
        return new InvalidField(member);
    }
}
