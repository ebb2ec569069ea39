package dev.sidelight.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** An answer whose keys are right and whose types are not. */
final class WrongTypes {
    private WrongTypes() {}

    static JsonNode of(JsonNode node) {
        if (node.isNumber() || node.isArray()) {
            return TextNode.valueOf(node.toString());
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode wrong = JsonNodeFactory.instance.objectNode();
        node.properties()
                .forEach(field -> wrong.set(
                        field.getKey(), field.getKey().equals("TaskARN") ? IntNode.valueOf(42) : of(field.getValue())));
        return wrong;
    }
}
