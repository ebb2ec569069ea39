package dev.sidelight.taskdef.lint.report;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code --explain} and {@code --list-rules} say. */
public final class RuleText {

    private RuleText() {}

    public static String explanation(Rule rule) {
        return rule.id() + ": " + rule.title() + "\n"
                + "  severity: " + rule.severity().label() + "\n"
                + "  when:     " + rule.stage().words() + "\n"
                + (rule.cases().isEmpty() ? "" : "  but:      " + rule.cases() + "\n")
                + "  why:      " + rule.why() + "\n"
                + "  fix:      " + rule.fix() + "\n"
                + "  source:   " + rule.source() + "\n"
                + "  decided from " + rule.scope().words() + "\n";
    }

    public static String list(List<Rule> rules) {
        return rules.stream()
                .map(rule -> String.format(
                        "%s  %-7s  %-12s  %s%s",
                        rule.id(),
                        rule.severity().label(),
                        rule.stage().name().toLowerCase(Locale.ROOT),
                        rule.title(),
                        rule.scope() == Rule.Scope.NOWHERE ? " (not decided here)" : ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
