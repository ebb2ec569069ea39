package dev.sidelight.taskdef.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A spot in a task definition: a value, or the place where one would stand. It is asked for by the API's names whatever
 * the document calls them. {@code null} and the empty string count as absent, and what is below the unknown is unknown.
 *
 * <p>It remembers what was asked of it, since many rules ask the same; for one thread.
 */
public final class Spot {

    private final Dialect dialect;
    private final @Nullable Value value;
    private final boolean unknown;
    private final Place nearest;
    private final String pointer;
    private final String name;
    private final Map<String, Spot> fields = new HashMap<>();
    private @Nullable List<Spot> items;
    private @Nullable Boolean partlyUnknown;

    private Spot(Dialect dialect, @Nullable Value value, boolean unknown, Place nearest, String pointer, String name) {
        this.dialect = dialect;
        this.value = value;
        this.unknown = unknown;
        this.nearest = nearest;
        this.pointer = pointer;
        this.name = name;
    }

    /** The spot of a value that is there. */
    public static Spot of(Dialect dialect, Value value) {
        return new Spot(
                dialect,
                value,
                value instanceof Value.Unknown,
                value.place(),
                value.place().pointer(),
                "");
    }

    /** A field, by the API's name. */
    public Spot at(String field) {
        Spot known = fields.get(field);
        if (known != null) {
            return known;
        }
        Spot found = child(
                field,
                dialect.written(field),
                value instanceof Value.Members object ? named(object, field) : Optional.empty());
        fields.put(field, found);
        return found;
    }

    /** The entry of a map such as {@code options} or {@code dockerLabels}, whose names are the user's own. */
    public Spot entry(String key) {
        return child(key, key, value instanceof Value.Members object ? object.member(key) : Optional.empty());
    }

    /** All entries of a map. */
    public List<Spot> entries() {
        return value instanceof Value.Members object
                ? object.members().stream()
                        .map(member -> child(member.name(), member.name(), Optional.of(member)))
                        .toList()
                : List.of();
    }

    /** The items of a list; none where there is no list. */
    public List<Spot> items() {
        List<Spot> known = items;
        if (known == null) {
            known = listed();
            items = known;
        }
        return known;
    }

    private List<Spot> listed() {
        return value instanceof Value.Items list
                ? IntStream.range(0, list.items().size())
                        .mapToObj(i -> item(list.items().get(i), i))
                        .toList()
                : List.of();
    }

    private Spot item(Value item, int index) {
        return new Spot(
                dialect,
                item,
                item instanceof Value.Unknown,
                item.place(),
                item.place().pointer(), // that of a branch of Fn::If is longer than the list's and the index
                String.valueOf(index));
    }

    private Spot child(String field, String written, Optional<Member> member) {
        if (member.isPresent()) {
            Value there = member.get().value();
            return new Spot(
                    dialect,
                    there,
                    there instanceof Value.Unknown,
                    there.place(),
                    Place.below(pointer, member.get().name()),
                    field);
        }
        boolean open = unknown || (value instanceof Value.Members object && object.open());
        return new Spot(dialect, null, open, nearest, Place.below(pointer, written), field);
    }

    private Optional<Member> named(Value.Members object, String field) {
        for (Member member : object.members().reversed()) {
            if (dialect.isName(member.name(), field)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    public Optional<Value> value() {
        return Optional.ofNullable(value);
    }

    /** Nothing is said here, and nothing unknown may say it. */
    public boolean isAbsent() {
        return !unknown
                && (value == null
                        || value instanceof Value.Nothing
                        || (value instanceof Value.Text text && text.text().isEmpty()));
    }

    public boolean isPresent() {
        return !isAbsent();
    }

    /** Something is said, or may be said, that only a deployment knows, in part or as a whole. */
    public boolean isUnknown() {
        Boolean known = partlyUnknown;
        if (known == null) {
            known = unknown || (value instanceof Value.Text text && Placeholders.in(text.text()));
            partlyUnknown = known;
        }
        return known;
    }

    public boolean isKnown() {
        return isPresent() && !isUnknown();
    }

    /** A scalar as text, if it is wholly known. */
    public Optional<String> text() {
        return isKnown() ? raw() : Optional.empty();
    }

    /** A name that programs take, if it is wholly known: to it REGION is a word like any other. */
    public Optional<String> word() {
        return value instanceof Value.Unknown
                ? Optional.empty()
                : raw().filter(text -> !text.contains("{") && !text.contains("<") && !text.contains("["));
    }

    /** A scalar as text, with the placeholders that are in it. */
    public Optional<String> raw() {
        return switch (value) {
            case null -> Optional.empty();
            case Value.Text text -> Optional.of(text.text()).filter(one -> !one.isEmpty());
            case Value.Numeral number -> Optional.of(number.text());
            case Value.Truth truth -> Optional.of(String.valueOf(truth.truth()));
            case Value.Unknown some -> Optional.of(some.text());
            case Value.Members _, Value.Items _, Value.Nothing _ -> Optional.empty();
        };
    }

    /** A whole number, quoted or not. */
    public OptionalLong number() {
        String text = text().orElse("").strip();
        return text.matches("[-+]?[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Known, and this. */
    public boolean is(String expected) {
        return text().filter(expected::equals).isPresent();
    }

    /** Known, and true or false as expected; quoted or not. */
    public boolean is(boolean expected) {
        return text().filter(text -> text.equalsIgnoreCase(String.valueOf(expected)))
                .isPresent();
    }

    /** Where it stands; for what is absent, where its nearest container stands. */
    public Place place() {
        return nearest;
    }

    /** In the document's names; of what is absent, where it would be. */
    public String pointer() {
        return pointer;
    }

    /** The API's name of the field, or the position in a list. */
    public String name() {
        return name;
    }

    /** The document's name of a field, for a sentence. */
    public String written(String field) {
        return dialect.written(field);
    }

    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String toString() {
        return pointer + "=" + raw().orElse(value == null ? "absent" : value.kind());
    }
}
