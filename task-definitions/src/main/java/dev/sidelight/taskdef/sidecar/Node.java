package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A value that is to be written, in whatever style the document has. */
sealed interface Node {

    /** A named value of an object, by the document's own name. */
    record Field(String name, Node value) {}

    record Fields(List<Field> fields) implements Node {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    record Items(List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Text(String text) implements Node {}

    /** A number, a truth or null, which no quotes stand around. */
    record Plain(String text) implements Node {}

    /**
     * What stands elsewhere in the document, which is an intrinsic function.
     *
     * @param column that it begins at, from 0
     * @param block whether it is written in YAML's block style, so that it begins on a line of its own
     */
    record Source(String text, int column, boolean block) implements Node {}

    static Node of(long number) {
        return new Plain(String.valueOf(number));
    }

    static Node of(boolean truth) {
        return new Plain(String.valueOf(truth));
    }

    static Node of(String text) {
        return new Text(text);
    }

    static Node list(String... texts) {
        return new Items(Stream.of(texts).map(Node::of).toList());
    }

    /** A copy of what the document has elsewhere. */
    static Node copy(Document document, Value value) {
        return switch (value) {
            case Value.Members object ->
                new Fields(object.members().stream()
                        .map(member -> new Field(member.name(), copy(document, member.value())))
                        .toList());
            case Value.Items list ->
                new Items(
                        list.items().stream().map(item -> copy(document, item)).toList());
            case Value.Text text -> new Text(text.text());
            case Value.Numeral number -> new Plain(number.text());
            case Value.Truth truth -> of(truth.truth());
            case Value.Nothing _ -> new Plain("null");
            case Value.Unknown unknown -> source(document, unknown.place());
        };
    }

    private static Node source(Document document, Place place) {
        String text = document.text().substring(place.start(), place.end());
        boolean block = document.format() == Document.Format.YAML && !text.startsWith("!") && !text.startsWith("{");
        return new Source(text, place.column() - 1, block);
    }

    /** Whether something in it can stand in YAML's block style alone. */
    default boolean needsBlock() {
        return switch (this) {
            case Fields object ->
                object.fields().stream().anyMatch(field -> field.value().needsBlock());
            case Items list -> list.items().stream().anyMatch(Node::needsBlock);
            case Source source ->
                source.block()
                        || (source.text().startsWith("!") && source.text().contains("\n"));
            case Text _, Plain _ -> false;
        };
    }

    default boolean isScalar() {
        return this instanceof Text || this instanceof Plain;
    }

    /** Gathers the fields of an object. */
    final class Builder {

        private final Dialect dialect;
        private final List<Field> fields = new ArrayList<>();

        Builder(Dialect dialect) {
            this.dialect = dialect;
        }

        /** A field by the API's name. */
        Builder field(String name, Node value) {
            return entry(dialect.written(name), value);
        }

        /** An entry of a map, whose names are the user's own. */
        Builder entry(String name, Node value) {
            fields.add(new Field(name, value));
            return this;
        }

        Fields build() {
            return new Fields(fields);
        }
    }
}
