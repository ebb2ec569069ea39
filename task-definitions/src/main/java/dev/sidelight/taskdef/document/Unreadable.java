package dev.sidelight.taskdef.document;

/** A document that cannot be read; the message is one line. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;
    private static final int MOST_CHARACTERS = 300;

    /** With the place where reading ended. */
    Unreadable(int line, int column, String problem) {
        this(line + ":" + column + ": " + problem);
    }

    public Unreadable(String problem) {
        super(oneLine(problem));
    }

    /** Never null here, which {@link #getMessage} cannot say. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
