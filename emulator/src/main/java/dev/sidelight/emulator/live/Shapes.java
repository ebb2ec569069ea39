package dev.sidelight.emulator.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the documents have in common: keys that are absent when empty. */
final class Shapes {
    private Shapes() {}

    static void putAll(ObjectNode parent, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = parent.putObject(key);
            values.forEach(object::put);
        }
    }

    /** As Go writes a float: a whole number without a point. */
    static void putNumber(ObjectNode parent, String key, double value) {
        if (value == Math.rint(value)) {
            parent.put(key, (long) value);
        } else {
            parent.put(key, value);
        }
    }
}
