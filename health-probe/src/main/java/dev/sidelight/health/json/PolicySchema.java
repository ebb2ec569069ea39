package dev.sidelight.health.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of rules as a JSON Schema (draft 2020-12) and as a table of the documentation. */
final class PolicySchema {

    private PolicySchema() {}

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Sidelight health policy");
        ObjectNode members = object(schema);
        members.set("$schema", Kinds.TEXT.schema());
        container(members.putObject("default"), RuleFormat.Place.CONTAINER_ONLY);
        ObjectNode containers = members.putObject("containers").put("type", "object");
        container(containers.putObject("additionalProperties"), RuleFormat.Place.DEFAULT_ONLY);
        return schema;
    }

    /** Rows of Markdown: a rule, then its fields. */
    static String markdown() {
        return RuleFormats.ALL.stream()
                .map(format -> "| **`" + format.name() + "`** | | | " + format.meaning() + " |\n"
                        + format.fields().stream().map(PolicySchema::row).collect(Collectors.joining()))
                .collect(Collectors.joining(
                        "", "| rule and its fields | default | valid | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String row(Field<?> field) {
        String fallback = field.required() ? "required" : field.shown().isEmpty() ? "" : "`" + field.shown() + "`";
        return "| `" + field.name() + "` | " + fallback + " | " + field.kind().words() + " | " + field.meaning()
                + " |\n";
    }

    private static void container(ObjectNode schema, RuleFormat.Place refused) {
        ObjectNode members = object(schema);
        members.set(
                "startGrace", Kinds.duration(Duration.ZERO, Duration.ofDays(1)).schema());
        if (refused == RuleFormat.Place.DEFAULT_ONLY) {
            members.set("essential", Kinds.FLAG.schema());
        }
        RuleFormats.ALL.stream()
                .filter(format -> format.place() != refused)
                .forEach(format -> rule(members.putObject(format.name()), format));
    }

    private static void rule(ObjectNode schema, RuleFormat format) {
        schema.put("description", format.meaning());
        ArrayNode either = schema.putArray("oneOf");
        either.addObject().put("const", false);
        ObjectNode object = either.addObject();
        ObjectNode members = object(object);
        for (Field<?> field : format.fields()) {
            members.set(field.name(), described(field));
        }
        List<String> required = format.fields().stream()
                .filter(Field::required)
                .map(Field::name)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(object.putArray("required")::add);
        }
    }

    private static ObjectNode described(Field<?> field) {
        ObjectNode schema = field.kind().schema();
        String range = schema.path("description").asText();
        String fallback =
                field.shown().isEmpty() ? "" : " Default: " + field.shown().toLowerCase(Locale.ROOT) + ".";
        schema.put("description", field.meaning() + (range.isEmpty() ? "" : " " + range + ".") + fallback);
        return schema;
    }

    private static ObjectNode object(ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        return schema.putObject("properties");
    }
}
