package dev.sidelight.agent.config;

import java.util.Comparator;

/** Finds the variable that a misspelt one was meant to be. */
final class NearestName {

    private static final int MOST_EDITS = 4;

    private NearestName() {}

    /** ": did you mean …?", or nothing where no name is near. */
    static String hint(String name) {
        return Variable.ALL.stream()
                .map(Variable::name)
                .min(Comparator.comparingInt(known -> edits(name, known)))
                .filter(known -> edits(name, known) <= MOST_EDITS)
                .map(known -> "; did you mean " + known + "?")
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
