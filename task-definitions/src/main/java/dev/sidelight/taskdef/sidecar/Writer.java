package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.sidecar.Node.Field;
import dev.sidelight.taskdef.sidecar.Node.Fields;
import dev.sidelight.taskdef.sidecar.Node.Items;
import dev.sidelight.taskdef.sidecar.Node.Plain;
import dev.sidelight.taskdef.sidecar.Node.Source;
import dev.sidelight.taskdef.sidecar.Node.Text;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes values in a document's style. */
record Writer(Style style) {

    /** How a value is laid out. */
    enum Layout {
        /** On one line, in braces. */
        LINE,
        /** On several lines, in braces. */
        LINES,
        /** In YAML's block style. */
        BLOCK
    }

    private static final int LONGEST_LINE = 100;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*");
    private static final Pattern PLAIN_IN_BRACES = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    /**
     * A value; its first line without indentation.
     *
     * @param margin what the line begins with that it is written on
     */
    String write(Node node, Layout layout, String margin) {
        return switch (node) {
            case Text text -> text(text.text(), layout != Layout.BLOCK);
            case Plain plain -> plain.text();
            case Source source -> source(source, layout, margin);
            case Fields _, Items _ ->
                switch (layout) {
                    case LINE -> line(node);
                    case LINES -> isShort(node) ? line(node) : lines(node, margin);
                    case BLOCK -> block(node, margin);
                };
        };
    }

    /** A name and its value. */
    String field(Field field, Layout layout, String margin) {
        if (layout != Layout.BLOCK) {
            return name(field.name()) + style.colon() + write(field.value(), layout, margin);
        }
        String name = name(field.name()) + ":";
        return switch (field.value()) {
            case Fields _ ->
                name + style.newline() + margin + style.unit() + block(field.value(), margin + style.unit());
            case Items list when list.items().stream().allMatch(Node::isScalar) -> name + " " + line(list);
            case Items list -> name + style.newline() + margin + dashes() + block(list, margin + dashes());
            case Source source
            when source.block() ->
                name + style.newline() + margin + style.unit() + source(source, layout, margin + style.unit());
            case Source _, Text _, Plain _ -> name + " " + write(field.value(), layout, margin);
        };
    }

    private String dashes() {
        return " ".repeat(style.dashPad());
    }

    String name(String name) {
        return style.quotedNames() ? quoted(name) : text(name, true);
    }

    private String line(Node node) {
        return switch (node) {
            case Fields object ->
                "{" + style.objectPad()
                        + object.fields().stream()
                                .map(field -> field(field, Layout.LINE, ""))
                                .collect(Collectors.joining(style.comma()))
                        + style.objectPad() + "}";
            case Items list ->
                "[" + style.listPad()
                        + list.items().stream()
                                .map(item -> write(item, Layout.LINE, ""))
                                .collect(Collectors.joining(style.comma()))
                        + style.listPad() + "]";
            case Text _, Plain _, Source _ -> write(node, Layout.LINE, "");
        };
    }

    private String lines(Node node, String margin) {
        if (style.hugs() && node instanceof Items list) {
            return "[" + style.listPad()
                    + list.items().stream()
                            .map(item -> write(item, Layout.LINES, margin))
                            .collect(Collectors.joining(style.comma()))
                    + style.listPad() + "]";
        }
        String inner = margin + style.unit();
        List<String> parts = switch (node) {
            case Fields object ->
                object.fields().stream()
                        .map(field -> field(field, Layout.LINES, inner))
                        .toList();
            case Items list ->
                list.items().stream()
                        .map(item -> write(item, Layout.LINES, inner))
                        .toList();
            case Text _, Plain _, Source _ -> List.of();
        };
        boolean list = node instanceof Items;
        return (list ? "[" : "{")
                + parts.stream().map(part -> style.newline() + inner + part).collect(Collectors.joining(","))
                + style.newline()
                + margin
                + (list ? "]" : "}");
    }

    private String block(Node node, String margin) {
        return switch (node) {
            case Fields object ->
                object.fields().stream()
                        .map(field -> field(field, Layout.BLOCK, margin))
                        .collect(Collectors.joining(style.newline() + margin));
            case Items list ->
                list.items().stream()
                        .map(item -> "- " + write(item, Layout.BLOCK, margin + "  "))
                        .collect(Collectors.joining(style.newline() + margin));
            case Text _, Plain _, Source _ -> write(node, Layout.BLOCK, margin);
        };
    }

    /** Whether the document keeps such a value on one line. */
    private boolean isShort(Node node) {
        boolean kept = switch (node) {
            case Fields object ->
                style.inlineObjects()
                        && object.fields().stream()
                                .allMatch(field -> field.value().isScalar());
            case Items list ->
                style.inlineLists() && list.items().stream().allMatch(item -> item.isScalar() || isShort(item));
            case Text _, Plain _, Source _ -> false;
        };
        return kept && line(node).length() <= LONGEST_LINE;
    }

    private String source(Source source, Layout layout, String margin) {
        List<String> lines = source.text().lines().toList();
        if (layout == Layout.LINE) {
            return lines.stream().map(String::strip).collect(Collectors.joining(" "));
        }
        String first = lines.getFirst();
        List<String> others = lines.subList(1, lines.size());
        int least = others.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(Writer::indentation)
                .min()
                .orElse(0);
        int cut = source.block() ? Math.min(source.column(), least) : least;
        String before = layout == Layout.BLOCK && !source.block() ? margin + style.unit() : margin;
        return first
                + others.stream()
                        .map(line -> style.newline() + (line.isBlank() ? "" : before + line.substring(cut)))
                        .collect(Collectors.joining());
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private String text(String text, boolean inBraces) {
        Pattern plain = inBraces ? PLAIN_IN_BRACES : PLAIN;
        return !style.json()
                        && plain.matcher(text).matches()
                        && !WORD.matcher(text).matches()
                ? text
                : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append("\\u00").append(c < 16 ? "0" : "1").append(Character.forDigit(c % 16, 16));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
