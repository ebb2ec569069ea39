package dev.sidelight.taskdef.document;

/** Texts of others, as they may be shown: what steers a terminal or turns the direction of writing is spelt out. */
public final class Printable {

    private Printable() {}

    /** The text with control and format characters as a backslash, a u and their number. */
    public static String of(String text) {
        if (text.chars().noneMatch(Printable::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> shown.append(isHidden(c) ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }
}
