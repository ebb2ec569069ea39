package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Value;
import java.nio.charset.StandardCharsets;

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
        long escapes = text.chars()
                .filter(c -> c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r')
                .count();
        return text.getBytes(StandardCharsets.UTF_8).length + escapes + 2;
    }
}
