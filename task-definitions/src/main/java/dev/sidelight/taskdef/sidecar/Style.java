package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Member;
import dev.sidelight.taskdef.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a document is written: its line ends, indentation, colons and commas, and what it keeps on one line.
 *
 * @param unit what one level is indented by
 * @param colon between a name and its value
 * @param comma between values on one line
 * @param objectPad a blank inside of braces on one line, or nothing
 * @param listPad a blank inside of brackets on one line, or nothing
 * @param hugs whether the objects of a list begin and end on the lines of its brackets
 * @param dashPad columns from a name to the dashes of its list, in YAML's block style
 */
record Style(
        boolean json,
        String newline,
        String unit,
        String colon,
        String comma,
        String objectPad,
        String listPad,
        boolean inlineObjects,
        boolean inlineLists,
        boolean quotedNames,
        boolean hugs,
        int dashPad) {

    private static final String TWO_BLANKS = "  ";

    /** The style of a list of containers. */
    static Style of(Document document, Member containers) {
        String text = document.text();
        boolean json = document.format() == Document.Format.JSON;
        List<Value> items = containers.value() instanceof Value.Items list ? list.items() : List.of();
        List<Value> all = items.stream().flatMap(Style::within).toList();
        List<Value> inline = all.stream().filter(value -> isInline(text, value)).toList();
        Optional<Member> member = all.stream()
                .flatMap(value -> value instanceof Value.Members object ? object.members().stream() : Stream.empty())
                .filter(one -> one.value().place().start() > one.key().end())
                .findFirst();
        String colon = member.map(one ->
                        text.substring(one.key().end(), one.value().place().start()))
                .filter(between -> between.matches("[ \\t]*:[ \\t]*"))
                .filter(between -> json || between.equals(": "))
                .orElse(": ");
        return new Style(
                json,
                newline(text),
                unit(text, json, items),
                colon,
                inline.stream()
                        .flatMap(value -> comma(text, value).stream())
                        .findFirst()
                        .orElse(colon.equals(":") ? "," : ", "),
                pad(text, inline, '{'),
                listPad(text, inline, containers.value()),
                inline.stream().anyMatch(Value.Members.class::isInstance),
                inline.stream().anyMatch(Value.Items.class::isInstance),
                json
                        || member.map(one -> isQuote(text.charAt(one.key().start())))
                                .orElse(false),
                json && hugs(text, containers.value()),
                containers.value() instanceof Value.Items list && list.block()
                        ? Math.max(0, list.place().column() - containers.key().column())
                        : 0);
    }

    private static boolean hugs(String text, Value containers) {
        if (!(containers instanceof Value.Items list) || list.items().isEmpty()) {
            return false;
        }
        String before = text.substring(
                list.place().start(), list.items().getFirst().place().start());
        return !before.contains("\n")
                && text.substring(list.place().start(), list.place().end()).contains("\n");
    }

    private static String newline(String text) {
        int at = text.indexOf('\n');
        return at > 0 && text.charAt(at - 1) == '\r' ? "\r\n" : "\n";
    }

    private static Stream<Value> within(Value value) {
        return switch (value) {
            case Value.Members object ->
                Stream.concat(Stream.of(value), object.members().stream().flatMap(member -> within(member.value())));
            case Value.Items list ->
                Stream.concat(Stream.of(value), list.items().stream().flatMap(Style::within));
            case Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _, Value.Unknown _ -> Stream.empty();
        };
    }

    /** Something on one line, in braces or brackets. */
    private static boolean isInline(String text, Value value) {
        String written = text.substring(value.place().start(), value.place().end());
        return written.length() > 2 && (written.startsWith("{") || written.startsWith("[")) && !written.contains("\n");
    }

    private static String pad(String text, List<Value> inline, char bracket) {
        return inline.stream()
                .map(value -> value.place().start())
                .filter(start -> text.charAt(start) == bracket)
                .findFirst()
                .filter(start -> text.charAt(start + 1) == ' ')
                .map(_ -> " ")
                .orElse("");
    }

    private static String listPad(String text, List<Value> inline, Value containers) {
        boolean padded = hugs(text, containers)
                && text.startsWith("[ ", containers.place().start());
        return padded ? " " : pad(text, inline, '[');
    }

    private static Optional<String> comma(String text, Value value) {
        return switch (value) {
            case Value.Members object
            when object.members().size() > 1 ->
                between(
                        text,
                        object.members().getFirst().value().place().end(),
                        object.members().get(1).key().start());
            case Value.Items list
            when list.items().size() > 1 ->
                between(
                        text,
                        list.items().getFirst().place().end(),
                        list.items().get(1).place().start());
            default -> Optional.empty();
        };
    }

    /** What stands between the end of one value and the start of the next, if it is on one line. */
    private static Optional<String> between(String text, int end, int start) {
        return end < start
                ? Optional.of(text.substring(end, start)).filter(one -> one.matches("[ \\t]*,[ \\t]*"))
                : Optional.empty();
    }

    private static String unit(String text, boolean json, List<Value> containers) {
        return containers.stream()
                .flatMap(value -> value instanceof Value.Members object ? Stream.of(object) : Stream.empty())
                .flatMap(object -> (json ? jsonUnit(text, object) : yamlUnit(object)).stream())
                .findFirst()
                .orElse(TWO_BLANKS);
    }

    private static Optional<String> jsonUnit(String text, Value.Members object) {
        if (object.members().isEmpty()) {
            return Optional.empty();
        }
        String outer = margin(text, object.place().end() - 1);
        String inner = margin(text, object.members().getFirst().key().start());
        return inner.length() > outer.length() && inner.startsWith(outer)
                ? Optional.of(inner.substring(outer.length()))
                : Optional.empty();
    }

    private static Optional<String> yamlUnit(Value.Members object) {
        return object.members().stream()
                .flatMap(member -> member.value() instanceof Value.Members inner && inner.block()
                        ? IntStream.of(inner.place().column() - member.key().column())
                                .boxed()
                        : Stream.empty())
                .filter(columns -> columns > 0 && columns <= 8)
                .findFirst()
                .map(" "::repeat);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** The blanks that the line of an offset begins with. */
    static String margin(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        int end = start;
        while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }
}
