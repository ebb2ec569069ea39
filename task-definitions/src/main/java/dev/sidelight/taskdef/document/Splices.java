package dev.sidelight.taskdef.document;

/** Edits that add and remove members, in the style that the document has around them. */
public final class Splices {

    private Splices() {}

    /** Takes a member out of an object, with the comma or the line that was its own. */
    public static Edit remove(Document document, Value.Members object, Member member) {
        String text = document.text();
        int start = member.key().start();
        int end = Math.max(member.key().end(), member.value().place().end());
        if (object.block()) {
            return removedLines(text, start, end);
        }
        int comma = skip(text, end);
        if (comma < text.length() && text.charAt(comma) == ',') {
            return new Edit(start, skip(text, comma + 1), "");
        }
        int before = start;
        while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        boolean follows = before > 0 && text.charAt(before - 1) == ',';
        return new Edit(follows ? before - 1 : start, end, "");
    }

    /**
     * Adds a member at the end of an object.
     *
     * @param value as it is to be written, on one line or indented from the second on
     */
    public static Edit add(Document document, Value.Members object, String name, String value) {
        String text = document.text();
        boolean json = document.format() == Document.Format.JSON;
        String written = (json ? "\"" + name + "\": " : name + ": ") + value;
        if (object.members().isEmpty()) {
            return Edit.insert(object.place().start() + 1, written);
        }
        Member last = object.members().getLast();
        int end = Math.max(last.key().end(), last.value().place().end());
        if (object.block()) {
            Place first = object.members().getFirst().key();
            return Edit.insert(lineEnd(text, end), "\n" + " ".repeat(first.column() - 1) + written);
        }
        int gap = last.key().start();
        while (gap > 0 && Character.isWhitespace(text.charAt(gap - 1))) {
            gap--;
        }
        String separator = text.substring(gap, last.key().start());
        boolean alone = object.members().size() == 1 && !separator.contains("\n");
        return Edit.insert(end, "," + (alone ? " " : separator) + written);
    }

    /**
     * Adds an item at the end of a list.
     *
     * @param item as it is to be written, its lines after the first indented by as much as {@link #indentOfItem}
     */
    public static Edit append(Document document, Value.Items list, String item) {
        String text = document.text();
        if (list.items().isEmpty()) {
            return Edit.insert(list.place().start() + 1, item);
        }
        Place last = list.items().getLast().place();
        if (list.block()) {
            return Edit.insert(
                    lineEnd(text, last.end()), "\n" + " ".repeat(indentOfItem(document, list) - 2) + "- " + item);
        }
        int gap = last.start();
        while (gap > 0 && Character.isWhitespace(text.charAt(gap - 1))) {
            gap--;
        }
        String separator = text.substring(gap, last.start());
        return Edit.insert(last.end(), "," + (separator.isEmpty() ? " " : separator) + item);
    }

    /** The column, from 0, that the items of a list begin at; in a block list that is behind the dash and one blank. */
    public static int indentOfItem(Document document, Value.Items list) {
        if (list.items().isEmpty()) {
            return list.place().column();
        }
        Place last = list.items().getLast().place();
        if (!list.block()) {
            return last.column() - 1;
        }
        int dash = document.text().lastIndexOf('-', last.start() - 1);
        int line = document.text().lastIndexOf('\n', dash) + 1;
        return dash - line + 2;
    }

    private static Edit removedLines(String text, int start, int end) {
        int from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        int to = text.indexOf('\n', end);
        String before = text.substring(from, start);
        if (before.isBlank()) {
            return new Edit(from, to < 0 ? text.length() : to + 1, "");
        }
        // The first member of an item of a list stands behind its dash.
        int next = to < 0 ? end : skip(text, to);
        return new Edit(start, next, "");
    }

    /** Behind the comment that may follow on the line. */
    private static int lineEnd(String text, int end) {
        int next = text.indexOf('\n', end);
        String rest = text.substring(end, next < 0 ? text.length() : next);
        return rest.isBlank() || rest.strip().startsWith("#")
                ? end + rest.stripTrailing().length()
                : end;
    }

    private static int skip(String text, int at) {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }
}
