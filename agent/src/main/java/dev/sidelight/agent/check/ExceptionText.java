package dev.sidelight.agent.check;

/** Exceptions in a few plain words, fit to be shown and logged: a server may have put anything into their messages. */
final class ExceptionText {

    private static final int MOST = 120;

    private ExceptionText() {}

    /** {@code EOFException (EOF reached while reading)}. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        return plain(failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")"));
    }

    /** The text without control and format characters, and with no more than 120 characters. */
    static String plain(String text) {
        String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        if (plain.length() <= MOST) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
        return plain.substring(0, end) + "…";
    }
}
