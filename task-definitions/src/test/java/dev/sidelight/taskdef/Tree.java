package dev.sidelight.taskdef;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps and lists, which tests change. */
public final class Tree {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Tree() {}

    public static @Nullable Object read(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    /** Applies changes of the form {@code a/0/b = JSON} and {@code - a/0/b}, parted by {@code ;;}. */
    public static @Nullable Object changed(@Nullable Object tree, String changes) {
        for (String change : changes.split(";;", -1)) {
            String stripped = change.strip();
            if (stripped.startsWith("- ")) {
                set(tree, stripped.substring(2).strip(), null, true);
            } else if (!stripped.isEmpty()) {
                List<String> sides = List.of(stripped.split(" = ", 2));
                set(tree, sides.get(0), read(sides.get(1)), false);
            }
        }
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static void set(@Nullable Object tree, String path, @Nullable Object value, boolean removes) {
        List<String> steps = List.of(path.split("/", -1));
        Object at = tree;
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = switch (at) {
                case List<?> list -> list.get(Integer.parseInt(step));
                case Map<?, ?> map -> map.get(step);
                case null, default -> throw new IllegalArgumentException("there is no " + path);
            };
        }
        String last = steps.getLast();
        switch (at) {
            case List<?> list when removes -> list.remove(Integer.parseInt(last));
            case List<?> list -> ((List<@Nullable Object>) list).set(Integer.parseInt(last), value);
            case Map<?, ?> map
            when removes -> {
                if (!map.containsKey(last)) {
                    throw new IllegalArgumentException("there is no " + path);
                }
                map.remove(last);
            }
            case Map<?, ?> map -> ((Map<String, @Nullable Object>) map).put(last, value);
            case null, default -> throw new IllegalArgumentException("there is no " + path);
        }
    }

    public static String write(@Nullable Object tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Boolean truth -> json.writeBoolean(truth);
            case Long number -> json.writeNumber(number);
            default -> json.writeString(String.valueOf(value));
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> {
                String text = parser.getText();
                yield text.matches("@\\d+") ? "a".repeat(Integer.parseInt(text.substring(1))) : text;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }
}
