package dev.sidelight.taskdef.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields that RegisterTaskDefinition takes, by type; a table made from the AWS SDK, which is slow to load. */
public final class Fields {

    /** The type of a whole task definition. */
    public static final String ROOT = "TaskDefinition";

    private static final Map<String, Map<String, Field>> TYPES = read();

    private Fields() {}

    /** The fields of an object's type, by name. */
    public static Map<String, Field> of(String type) {
        return TYPES.getOrDefault(type, Map.of());
    }

    private static Map<String, Map<String, Field>> read() {
        Map<String, Map<String, Field>> types = new HashMap<>();
        text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(" ", -1)))
                .forEach(words -> types.computeIfAbsent(words.getFirst(), _ -> new HashMap<>())
                        .put(words.get(1), field(words.get(1), words.subList(2, words.size()))));
        return types;
    }

    private static Field field(String name, List<String> words) {
        return switch (words.getFirst()) {
            case "list" -> new Field(name, Field.Form.LIST, words.get(1), values(words, 2));
            case "map" -> new Field(name, Field.Form.MAP, words.get(1), values(words, 2));
            default -> new Field(name, Field.Form.ONE, words.getFirst(), values(words, 1));
        };
    }

    private static List<String> values(List<String> words, int at) {
        return words.size() > at ? List.of(words.get(at).split("\\|", -1)) : List.of();
    }

    private static String text() {
        try (InputStream in = Fields.class.getResourceAsStream("fields.txt")) {
            if (in == null) {
                throw new IllegalStateException("fields.txt is not beside " + Fields.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
