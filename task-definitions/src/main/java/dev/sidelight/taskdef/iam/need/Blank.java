package dev.sidelight.taskdef.iam.need;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Parts of a text that only a deployment knows, marked so that they can be told from what stands around them. */
public final class Blank {

    private static final String BEGIN = "\uE000";
    private static final String END = "\uE001";
    /** What each start of a task makes anew, such as its id: a policy can name it by a wildcard alone. */
    private static final String FRESH = "\uE002";

    private static final Pattern MARKED = Pattern.compile(BEGIN + "[^" + BEGIN + END + "]*" + END);

    private Blank() {}

    static String fresh() {
        return FRESH;
    }

    static String of(String name) {
        return BEGIN + name + END;
    }

    /** A name in the manner of placeholders: {@code DB_SECRET} of {@code DbSecret}. */
    static String named(String name, String otherwise) {
        String snake = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toUpperCase(Locale.ROOT);
        return of(snake.isEmpty() ? otherwise : snake);
    }

    public static boolean in(String text) {
        return text.contains(BEGIN);
    }

    /** Whether nothing stands before the first blank. */
    static boolean begins(String text) {
        return text.startsWith(BEGIN);
    }

    /** Of a text that begins with a blank, all before the first colon after it. */
    static String first(String text) {
        int colon = text.indexOf(':', text.indexOf(END));
        return colon < 0 ? text : text.substring(0, colon);
    }

    static boolean ends(String text) {
        return text.endsWith(END);
    }

    /** As it is printed. */
    public static String plain(String text) {
        return in(text) || text.contains(FRESH)
                ? text.replace(BEGIN, "").replace(END, "").replace(FRESH, "…")
                : text;
    }

    /** A pattern of all that it may become. */
    public static String opened(String text) {
        return in(text) ? MARKED.matcher(text).replaceAll("*") : text;
    }

    /** A text that only a pattern fits that all fit that it may become. */
    public static String any(String text) {
        return MARKED.matcher(text).replaceAll(FRESH).replace("?", FRESH).replace("*", FRESH);
    }

    /** A regular expression of all that it may become, wildcards aside. */
    public static String expression(String text) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        for (MatchResult blank : MARKED.matcher(text).results().toList()) {
            expression.append(Pattern.quote(text.substring(at, blank.start()))).append("[^*?]+");
            at = blank.end();
        }
        return expression.append(Pattern.quote(text.substring(at))).toString();
    }
}
