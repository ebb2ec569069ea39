package dev.sidelight.taskdef.lint;

import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What fixes did, in a line, such as {@code 2 fixed, 14 errors and 1 warning remain}. */
final class FixSummary {

    private FixSummary() {}

    static String of(List<Finding> before, List<Finding> remaining, boolean changed, boolean written) {
        int fixed = Math.max(0, before.size() - remaining.size());
        String done = changed
                ? String.format(Locale.ROOT, "%d %s", fixed, written ? "fixed" : "would be fixed by --write")
                : "nothing to fix";
        List<String> rest = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            long count = remaining.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            if (count > 0) {
                rest.add(count + " " + severity.label() + (count == 1 ? "" : "s"));
            }
        }
        boolean one = rest.size() == 1 && rest.getFirst().startsWith("1 ");
        return rest.isEmpty() ? done : done + ", " + String.join(" and ", rest) + (one ? " remains" : " remain");
    }
}
