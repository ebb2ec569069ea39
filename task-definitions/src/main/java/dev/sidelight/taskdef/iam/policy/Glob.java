package dev.sidelight.taskdef.iam.policy;

import java.util.Locale;

/** Texts with {@code *} and {@code ?}, as policies have them. */
public final class Glob {

    /** No ARN is as long, and two texts are compared in the time of their product. */
    private static final int LONGEST = 2048;

    private Glob() {}

    public static boolean isOpen(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    public static boolean matchesAction(String pattern, String action) {
        return meet(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }

    /** Policy variables such as <code>${aws:username}</code> stand for any text. */
    public static String withoutVariables(String pattern) {
        return pattern.contains("${") ? pattern.replaceAll("\\$\\{[^}]*}", "*") : pattern;
    }

    /** Whether some text fits both patterns. */
    public static boolean meet(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return one.equals(other);
        }
        boolean[] below = new boolean[other.length() + 1];
        for (int i = one.length(); i >= 0; i--) {
            boolean[] row = new boolean[other.length() + 1];
            for (int j = other.length(); j >= 0; j--) {
                row[j] = meet(one, i, other, j, row, below);
            }
            below = row;
        }
        return below[0];
    }

    /** Whether what follows {@code i} and {@code j} meets; {@code below} tells it of the next {@code i}. */
    private static boolean meet(String one, int i, String other, int j, boolean[] row, boolean[] below) {
        boolean ends = i == one.length();
        boolean otherEnds = j == other.length();
        if (ends && otherEnds) {
            return true;
        }
        if (!ends && one.charAt(i) == '*') {
            return below[j] || (!otherEnds && row[j + 1]);
        }
        if (!otherEnds && other.charAt(j) == '*') {
            return row[j + 1] || (!ends && below[j]);
        }
        if (ends || otherEnds) {
            return false;
        }
        char c = one.charAt(i);
        char d = other.charAt(j);
        return (c == d || c == '?' || d == '?') && below[j + 1];
    }
}
