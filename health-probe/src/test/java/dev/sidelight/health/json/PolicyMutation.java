package dev.sidelight.health.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One change to a policy at a random place. */
final class PolicyMutation {

    private PolicyMutation() {}

    static void change(JsonNode root, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode target = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        target.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || random.nextInt(6) == 0
                ? "x" + random.nextInt(9)
                : names.get(random.nextInt(names.size()));
        target.set(name, value(random));
    }

    private static JsonNode value(Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextInt(400) - 100);
            case 3 -> json.numberNode(random.nextDouble() * 3 - 1);
            case 4 ->
                json.textNode(
                        random.nextInt(100) + List.of("s", "ms", "m", "h", "").get(random.nextInt(5)));
            case 5 -> json.textNode(Long.toString(random.nextLong(), 36));
            case 6 -> json.objectNode();
            case 7 -> json.arrayNode().add(random.nextInt(300));
            default -> json.numberNode(new BigInteger(200, random));
        };
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}
