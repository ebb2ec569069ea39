package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All rules, by number. */
public final class RuleBook {

    public static final List<Rule> RULES = Stream.of(
                    StructureRules.RULES,
                    FargateRules.RULES,
                    ResourceRules.RULES,
                    NetworkRules.RULES,
                    HealthRules.RULES,
                    LifecycleRules.RULES,
                    LoggingRules.RULES,
                    SecretRules.RULES,
                    VolumeRules.RULES,
                    PostureRules.RULES,
                    SidecarRules.RULES,
                    FurtherRules.RULES)
            .flatMap(List::stream)
            .toList();

    private static final Pattern ID = Pattern.compile("(?:[sS][lL])?0*(\\d{1,4})");

    private RuleBook() {}

    /** The rule of that number. */
    public static Rule rule(int number) {
        return RULES.get(number - 1);
    }

    /** The rule that is meant by {@code SL031}, {@code sl31} or {@code 31}. */
    public static Optional<Rule> find(String id) {
        Matcher matcher = ID.matcher(id.strip());
        return matcher.matches()
                ? RULES.stream()
                        .filter(rule -> rule.number() == Integer.parseInt(matcher.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** All that the rules find in a definition. */
    public static List<Finding> judge(Subject subject) {
        List<Finding> found = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.check().ifPresent(check -> check.check(subject, new Findings(rule, subject, found)));
        }
        return List.copyOf(found);
    }
}
