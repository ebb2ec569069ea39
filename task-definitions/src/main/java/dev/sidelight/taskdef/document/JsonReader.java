package dev.sidelight.taskdef.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads JSON into values with their places. */
final class JsonReader {

    static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Document.MOST_BYTES)
                    .build())
            .build();

    private final String text;
    private final Lines lines;
    private final JsonParser parser;
    private final List<Oddity> oddities;

    private JsonReader(String text, JsonParser parser, List<Oddity> oddities) {
        this.text = text;
        this.lines = new Lines(text);
        this.parser = parser;
        this.oddities = oddities;
    }

    static Value read(String text, List<Oddity> oddities) throws Unreadable {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonReader reader = new JsonReader(text, parser, oddities);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Unreadable("there is nothing in it");
            }
            Value root = reader.value(first, "");
            if (parser.nextToken() != null) {
                JsonLocation at = parser.currentTokenLocation();
                throw new Unreadable(at.getLineNr(), at.getColumnNr(), "not JSON: more follows after its end");
            }
            return root;
        } catch (StreamConstraintsException _) {
            throw new Unreadable("nested deeper than " + DEEPEST + " levels, or a number or name too long to read");
        } catch (JsonProcessingException e) {
            throw unreadable(text, e);
        } catch (IOException _) {
            throw new Unreadable("not JSON: it ends too early");
        }
    }

    private static Unreadable unreadable(String text, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String problem = JsonFault.words(e);
        if (at == null || at.getLineNr() < 1) {
            return new Unreadable(problem);
        }
        int line = (int) Math.min(at.getLineNr(), text.lines().count() + 1);
        return new Unreadable(line, Math.max(1, at.getColumnNr()), problem);
    }

    private Value value(JsonToken token, String pointer) throws IOException {
        int start = offset();
        return switch (token) {
            case START_OBJECT -> object(start, pointer);
            case START_ARRAY -> array(start, pointer);
            case VALUE_STRING -> new Value.Text(lines.place(start, endOfString(start), pointer), parser.getText());
            case VALUE_TRUE, VALUE_FALSE ->
                new Value.Truth(plain(start, parser.getText(), pointer), token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new Value.Nothing(plain(start, "null", pointer));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Value.Numeral(plain(start, parser.getText(), pointer), parser.getText());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + token);
        };
    }

    private Value object(int start, String pointer) throws IOException {
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean open = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int at = offset();
            String below = Place.below(pointer, name);
            Place key = lines.place(at, endOfString(at), below);
            if (!names.add(name)) {
                oddities.add(new Oddity(key, "\"" + name + "\" is given twice; the last one counts"));
            }
            open |= Intrinsics.opens(name);
            members.add(new Member(name, key, value(parser.nextToken(), below)));
        }
        return Intrinsics.resolved(new Value.Members(lines.place(start, offset() + 1, pointer), members, false, open));
    }

    private Value array(int start, String pointer) throws IOException {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, pointer + "/" + items.size()));
        }
        return new Value.Items(lines.place(start, offset() + 1, pointer), items, false);
    }

    private Place plain(int start, String written, String pointer) {
        return lines.place(start, start + written.length(), pointer);
    }

    private int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }
}
