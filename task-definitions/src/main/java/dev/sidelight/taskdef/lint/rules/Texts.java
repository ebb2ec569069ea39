package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Value;

/** Texts in messages. */
final class Texts {

    private static final int LONGEST = 60;

    private Texts() {}

    /** As much of a text as a message should hold. */
    static String brief(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The bytes of a value written as JSON without blanks. */
    static long compactBytes(Value value) {
        return switch (value) {
            case Value.Members object ->
                1
                        + Math.max(1, object.members().size())
                        + object.members().stream()
                                .mapToLong(member -> quoted(member.name()) + 1 + compactBytes(member.value()))
                                .sum();
            case Value.Items list ->
                1
                        + Math.max(1, list.items().size())
                        + list.items().stream().mapToLong(Texts::compactBytes).sum();
            case Value.Text text -> quoted(text.text());
            case Value.Numeral number -> number.text().length();
            case Value.Truth truth -> truth.truth() ? 4 : 5;
            case Value.Nothing _ -> 4;
            case Value.Unknown unknown -> quoted(unknown.text());
        };
    }

    private static long quoted(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r';
            // A pair of surrogates is one character of four bytes.
            bytes += escaped || (c >= 0x80 && c < 0x800) || Character.isSurrogate(c) ? 2 : c < 0x80 ? 1 : 3;
        }
        return bytes;
    }
}
