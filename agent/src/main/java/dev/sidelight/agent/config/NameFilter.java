package dev.sidelight.agent.config;

import java.util.List;

/**
 * Which containers are shown, by globs on their names: {@code *} stands for any characters, {@code ?} for one. Included
 * by one glob and excluded by none.
 */
public record NameFilter(List<String> include, List<String> exclude) {

    /** Every container. */
    public static final NameFilter ALL = new NameFilter(List.of("*"), List.of());

    public NameFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Whether a container of this name is shown. */
    public boolean includes(String name) {
        return include.stream().anyMatch(glob -> matches(glob, name))
                && exclude.stream().noneMatch(glob -> matches(glob, name));
    }

    /** Goes along both, and where they differ gives the last {@code *} one character more. */
    private static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int taken = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                taken = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++taken;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
