package dev.sidelight.taskdef.document;

import java.util.Comparator;
import java.util.List;

/** A piece of text in place of another; everything else of a document stays as it is. */
public record Edit(int start, int end, String text) {

    /** Puts in place of a value. */
    public static Edit replace(Place place, String text) {
        return new Edit(place.start(), place.end(), text);
    }

    public static Edit insert(int at, String text) {
        return new Edit(at, at, text);
    }

    /** All edits at once; they must not overlap, and those at the same offset keep their order. */
    public static String apply(String text, List<Edit> edits) {
        StringBuilder edited = new StringBuilder(text.length() + 64);
        int at = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
            if (edit.start() < at) {
                throw new IllegalArgumentException("edits overlap at " + edit.start());
            }
            edited.append(text, at, edit.start()).append(edit.text());
            at = edit.end();
        }
        return edited.append(text, at, text.length()).toString();
    }
}
