package dev.sidelight.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Counters that begin again near zero when the fault is set; gauges and the host's own counters stay. */
final class FallenCounters implements Reshaping {
    private static final Pattern COUNTER =
            Pattern.compile(".*/(cpu_usage/.*|throttling_data/.*|io_service.*/value|networks/.*|pg(maj)?fault)");
    private static final long SMALL = 1_000;
    private final Map<String, Long> bases = new ConcurrentHashMap<>();

    @Override
    public JsonNode of(String path, JsonNode answer) {
        return fallen(path, answer);
    }

    private JsonNode fallen(String pointer, JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field ->
                            copy.set(field.getKey(), fallen(pointer + "/" + name(field.getKey()), field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                copy.add(fallen(pointer + "/" + i, array.get(i)));
            }
            return copy;
        }
        return node.isIntegralNumber() && COUNTER.matcher(pointer).matches()
                ? LongNode.valueOf(fallen(pointer, node.longValue()))
                : node;
    }

    private long fallen(String pointer, long value) {
        long base = bases.computeIfAbsent(pointer, p -> value);
        return Math.max(0, value - base) + Math.min(base / 10, SMALL);
    }

    /** What precpu_stats repeats is the same counter, so it falls to the same base. */
    private static String name(String key) {
        return key.equals("precpu_stats") ? "cpu_stats" : key;
    }
}
