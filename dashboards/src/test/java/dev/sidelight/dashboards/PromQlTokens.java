package dev.sidelight.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a PromQL text, from first to last; a range such as {@code [5m:1m]} is one. */
final class PromQlTokens {

    private static final Pattern TOKEN = Pattern.compile("""
            (?x) \\s+ | \\#[^\\n]*
            | (?<token> "(?:\\\\.|[^"\\\\])*" | '(?:\\\\.|[^'\\\\])*' | `[^`]*`
              | \\[[^\\]]*\\]
              | \\$\\{[^}]*\\} | \\$\\w+
              | (?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+|\\w+)?
              | [a-zA-Z_:][\\w:]*
              | =~ | !~ | != | == | <= | >= | [-+*/%^=<>(){},@] )
            """);

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    PromQlTokens(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("cannot read from '" + text.substring(end) + "' on");
            }
            if (matcher.group("token") != null) {
                tokens.add(matcher.group("token"));
            }
            end = matcher.end();
        }
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    /** The next token, or nothing at the end. */
    String peek() {
        return atEnd() ? "" : tokens.get(at);
    }

    String next() {
        if (atEnd()) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    boolean takeIf(String token) {
        boolean there = peek().equals(token);
        at += there ? 1 : 0;
        return there;
    }

    /** Keywords are of any case. */
    boolean takeIfWord(String word) {
        return takeIf(peek().equalsIgnoreCase(word) ? peek() : word);
    }

    void expect(String token) {
        if (!takeIf(token)) {
            throw unexpected();
        }
    }

    boolean isRange() {
        return peek().startsWith("[");
    }

    boolean isNumber() {
        return peek().matches("(?i)[\\d.$].*|inf|nan");
    }

    boolean isText() {
        return peek().matches("(?s)[\"'`].*");
    }

    boolean isWord() {
        return peek().matches("[a-zA-Z_:].*");
    }

    IllegalArgumentException unexpected() {
        return new IllegalArgumentException("'" + peek() + "' is not expected as token " + (at + 1) + " of: " + text);
    }

    static String unquoted(String token) {
        return token.substring(1, token.length() - 1);
    }
}
