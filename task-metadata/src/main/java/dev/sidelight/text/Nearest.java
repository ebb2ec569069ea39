package dev.sidelight.text;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that a misspelt one was meant to be. */
public final class Nearest {

    private static final int MOST_EDITS = 4;

    private Nearest() {}

    /** "; did you mean …?" with the nearest of {@code known}, or nothing where none is near. */
    public static String hint(String name, Collection<String> known) {
        int most = Math.min(MOST_EDITS, 1 + name.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(one -> edits(name, one)))
                .filter(one -> edits(name, one) <= most)
                .map(one -> "; did you mean " + one + "?")
                .orElse("");
    }

    /** Levenshtein's distance, by one row of its table at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
