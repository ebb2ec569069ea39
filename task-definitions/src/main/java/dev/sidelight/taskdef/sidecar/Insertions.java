package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Edit;
import dev.sidelight.taskdef.document.Member;
import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.sidecar.Node.Field;
import dev.sidelight.taskdef.sidecar.Writer.Layout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Edits that put values into a document, in its style. What an alias of YAML stands for is left alone. */
final class Insertions {

    private final String text;
    private final Dialect dialect;
    private final Writer writer;
    private final Style style;

    Insertions(Document document, Dialect dialect, Style style) {
        this.text = document.text();
        this.dialect = dialect;
        this.style = style;
        this.writer = new Writer(style);
    }

    /** The member of an object by the document's name, if it is written in the object itself. */
    Optional<Member> member(Value.Members object, String name) {
        return object.members().reversed().stream()
                .filter(member -> isOwn(object, member))
                .filter(member -> dialect.canonical(member.name()).equals(dialect.canonical(name)))
                .findFirst();
    }

    private static boolean isOwn(Value.Members object, Member member) {
        return member.key().start() >= object.place().start()
                && (object.block() || member.key().start() < object.place().end());
    }

    /** Sets a value that is not that yet; what only a deployment knows stays. */
    List<Edit> set(Value.Members object, String name, Node wanted) {
        Optional<Member> there = member(object, name);
        if (there.isEmpty()) {
            return List.of(add(object, List.of(new Field(name, wanted))));
        }
        Value value = there.get().value();
        if (value instanceof Value.Unknown || isSame(value, wanted)) {
            return List.of();
        }
        return value instanceof Value.Items list && wanted instanceof Node.Items items && isReplaceable(list, items)
                ? replaced(list, items)
                : List.of(replace(there.get(), wanted));
    }

    /** Whether the items can be replaced one by one. */
    private static boolean isReplaceable(Value.Items list, Node.Items wanted) {
        return list.items().size() == wanted.items().size()
                && wanted.items().stream().allMatch(Node::isScalar)
                && list.items().stream()
                        .allMatch(item -> scalar(item).isPresent()
                                && item.place().start() >= list.place().start());
    }

    private List<Edit> replaced(Value.Items list, Node.Items wanted) {
        return IntStream.range(0, list.items().size())
                .filter(i -> !isSame(list.items().get(i), wanted.items().get(i)))
                .mapToObj(i -> Edit.replace(
                        list.items().get(i).place(), writer.write(wanted.items().get(i), Layout.LINE, "")))
                .toList();
    }

    private static boolean isSame(Value value, Node wanted) {
        return switch (wanted) {
            case Node.Text text -> scalar(value).filter(text.text()::equals).isPresent();
            case Node.Plain plain -> scalar(value).filter(plain.text()::equals).isPresent();
            case Node.Items list ->
                value instanceof Value.Items there
                        && there.items().size() == list.items().size()
                        && IntStream.range(0, there.items().size())
                                .allMatch(i -> isSame(
                                        there.items().get(i), list.items().get(i)));
            case Node.Fields _, Node.Source _ -> false;
        };
    }

    private static Optional<String> scalar(Value value) {
        return switch (value) {
            case Value.Text text -> Optional.of(text.text());
            case Value.Numeral number -> Optional.of(number.text());
            case Value.Truth truth -> Optional.of(String.valueOf(truth.truth()));
            case Value.Members _, Value.Items _, Value.Nothing _, Value.Unknown _ -> Optional.empty();
        };
    }

    /** Puts a value in place of a member's. */
    Edit replace(Member member, Node wanted) {
        Place key = member.key();
        Place value = member.value().place();
        boolean alias = value.start() < key.end();
        if (alias) {
            return new Edit(key.end(), lineEnd(key.end()), ": " + writer.write(wanted, Layout.LINE, ""));
        }
        boolean block = member.value() instanceof Value.Items list ? list.block() : isBlock(member.value());
        if (block) {
            return new Edit(key.end(), value.end(), ": " + writer.write(wanted, Layout.LINE, ""));
        }
        if (text.charAt(value.start()) == '\''
                && wanted instanceof Node.Text word
                && !word.text().contains("'")) {
            return Edit.replace(value, "'" + word.text() + "'");
        }
        boolean lines = text.substring(value.start(), value.end()).contains("\n") && style.json();
        return Edit.replace(
                value, writer.write(wanted, lines ? Layout.LINES : Layout.LINE, Style.margin(text, key.start())));
    }

    private static boolean isBlock(Value value) {
        return value instanceof Value.Members object
                && object.block()
                && !object.members().isEmpty();
    }

    /** Adds members at the end of an object. */
    Edit add(Value.Members object, List<Field> fields) {
        Optional<Member> last = object.members().stream()
                .filter(member -> isOwn(object, member))
                .max(Comparator.comparingInt(member -> member.key().start()));
        if (last.isEmpty()) {
            return Edit.replace(
                    object.place(),
                    writer.write(
                            new Node.Fields(fields),
                            layout(),
                            Style.margin(text, object.place().start())));
        }
        if (object.block()) {
            String margin = " ".repeat(last.get().key().column() - 1);
            String added = fields.stream()
                    .map(field -> style.newline() + margin + writer.field(field, Layout.BLOCK, margin))
                    .collect(Collectors.joining());
            return Edit.insert(end(object.place(), margin.length(), false), added);
        }
        int start = last.get().key().start();
        int end = Math.max(last.get().key().end(), last.get().value().place().end());
        boolean lines = isFirstOfLine(start);
        String margin = Style.margin(text, start);
        String separator = lines ? "," + style.newline() + margin : style.comma();
        return Edit.insert(
                end,
                fields.stream()
                        .map(field -> separator + writer.field(field, lines ? Layout.LINES : Layout.LINE, margin))
                        .collect(Collectors.joining()));
    }

    /** Adds an item at the end of a list. */
    Edit append(Value.Items list, Node item) {
        if (list.items().isEmpty()) {
            return Edit.replace(
                    list.place(),
                    writer.write(
                            new Node.Items(List.of(item)),
                            layout(),
                            Style.margin(text, list.place().start())));
        }
        return list.block() ? dashed(list, item) : bracketed(list, item);
    }

    private Edit dashed(Value.Items list, Node item) {
        int dash = text.charAt(list.place().start()) == '-'
                ? list.place().start()
                : text.indexOf("-", lineEnd(list.place().start()));
        int column = dash - text.lastIndexOf('\n', dash - 1) - 1;
        int after = dash + 1;
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        boolean beside = after < text.length() && text.charAt(after) != '\n' && text.charAt(after) != '\r';
        int gap = beside ? after - dash - 1 : 1;
        boolean braces = list.items().getLast() instanceof Value.Members last && !last.block();
        String margin = " ".repeat(column + 1 + gap);
        String written = writer.write(item, braces && !item.needsBlock() ? Layout.LINE : Layout.BLOCK, margin);
        return Edit.insert(
                end(list.place(), column, true),
                style.newline() + " ".repeat(column) + "-" + " ".repeat(gap) + written);
    }

    private Edit bracketed(Value.Items list, Node item) {
        Place last = list.items().getLast().place();
        String margin = Style.margin(text, last.end() - 1);
        boolean ownLine = isFirstOfLine(last.start());
        boolean lines = ownLine || text.substring(last.start(), last.end()).contains("\n");
        String separator = ownLine ? "," + style.newline() + margin : lines ? ", " : style.comma();
        boolean written = text.substring(last.start(), last.end()).contains("\n")
                || list.items().getLast() instanceof Value.Unknown;
        return Edit.insert(
                last.end(), separator + writer.write(item, lines && written ? Layout.LINES : Layout.LINE, margin));
    }

    private Layout layout() {
        return style.json() && text.strip().contains("\n") ? Layout.LINES : Layout.LINE;
    }

    private boolean isFirstOfLine(int offset) {
        String before = text.substring(text.lastIndexOf('\n', offset - 1) + 1, offset);
        return before.isBlank() && offset > 0 && text.lastIndexOf('\n', offset - 1) >= 0;
    }

    /** Where something in YAML's block style ends: by the lines, as aliases and comments stand in no value. */
    private int end(Place place, int column, boolean dashes) {
        int last = lineEnd(Math.max(place.start(), place.end()));
        int next = text.indexOf('\n', last);
        while (next >= 0 && next + 1 < text.length()) {
            int from = next + 1;
            next = text.indexOf('\n', from);
            String line = text.substring(from, next < 0 ? text.length() : next);
            if (line.isBlank()) {
                continue;
            }
            int indentation = line.length() - line.stripLeading().length();
            boolean within = dashes
                    ? indentation > column || (indentation == column && line.startsWith("-", indentation))
                    : indentation >= column;
            if (!within || line.startsWith("---") || line.startsWith("...")) {
                break;
            }
            last = from + line.stripTrailing().length();
        }
        return last;
    }

    private int lineEnd(int offset) {
        int next = text.indexOf('\n', offset);
        int end = next < 0 ? text.length() : next;
        while (end > offset && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
