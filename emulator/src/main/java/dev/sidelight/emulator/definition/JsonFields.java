package dev.sidelight.emulator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of one JSON object; what has the wrong type is noted as a fault with its place. */
record JsonFields(JsonNode node, String place, List<String> faults) {
    void fault(String field, String fault) {
        faults.add(place + field + " " + fault);
    }

    String required(String field, String example) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            fault(field, "is missing: give " + example);
        }
        return text.orElse("?");
    }

    Optional<String> text(String field) {
        JsonNode value = node.path(field);
        if (value.isContainerNode() || value.isBoolean()) {
            fault(field, "is " + value + ": a string is right");
            return Optional.empty();
        }
        return value.isNull() || value.isMissingNode() || value.asText().isBlank()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    OptionalInt number(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.isInt()) {
            fault(field, "is " + value + ": a whole number is right");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    /** A number within its range; {@code otherwise} where none, or a wrong one, is given. */
    int number(String field, int least, int most, int otherwise) {
        OptionalInt number = number(field);
        if (number.isEmpty()) {
            return otherwise;
        }
        if (number.getAsInt() < least || number.getAsInt() > most) {
            fault(field, "is " + number.getAsInt() + ": " + least + " to " + most + " is right");
            return otherwise;
        }
        return number.getAsInt();
    }

    List<Integer> numbers(String field, int least, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode one : list(field)) {
            if (one.isInt() && one.intValue() >= least && one.intValue() <= most) {
                numbers.add(one.intValue());
            } else {
                fault(field, "holds " + one + ": whole numbers from " + least + " to " + most + " are right");
            }
        }
        return numbers;
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            fault(field, "is " + value + ": true or false is right");
        }
        return value.asBoolean(otherwise);
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list(field)) {
            if (one.isTextual()) {
                texts.add(one.asText());
            } else {
                fault(field, "holds " + one + ": strings are right");
            }
        }
        return texts;
    }

    List<JsonFields> objects(String field) {
        List<JsonFields> objects = new ArrayList<>();
        int index = 0;
        for (JsonNode one : list(field)) {
            objects.add(new JsonFields(one, place + field + "[" + index++ + "].", faults));
        }
        return objects;
    }

    Optional<JsonFields> object(String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            fault(field, "is " + value + ": an object is right");
        }
        return value.isObject() ? Optional.of(new JsonFields(value, place + field + ".", faults)) : Optional.empty();
    }

    Map<String, String> map(String field) {
        Map<String, String> map = new LinkedHashMap<>();
        node.path(field)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    /** A list of objects with a name (under {@code key}) and a {@code value}. */
    Map<String, String> pairs(String field, String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (JsonFields one : objects(field)) {
            one.text(key)
                    .ifPresentOrElse(
                            name -> pairs.put(name, one.literal("value")),
                            () -> one.fault(key, "is missing: give a name"));
        }
        return pairs;
    }

    /** A string as it is, also one of blanks; empty where there is none. */
    private String literal(String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.asText() : text(field).orElse("");
    }

    private JsonNode list(String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            fault(field, "is " + value + ": a list is right");
        }
        return value.isArray() ? value : node.path("");
    }
}
