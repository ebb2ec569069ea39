package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** A volume is used if it is in one variant. */
    private static final int UNUSED_VOLUME = 81;

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

    /**
     * All that the rules find in a definition, whatever its conditions are. What two variants have in common is found once.
     *
     * @param fargate whether it is for Fargate whatever it says itself
     */
    public static List<Finding> judge(Definition definition, boolean fargate) {
        List<List<Finding>> all = definition.variants().stream()
                .map(variant -> judge(new Subject(variant, fargate)))
                .toList();
        Set<String> everywhere = new HashSet<>(places(all.getFirst()));
        all.forEach(found -> everywhere.retainAll(places(found)));
        List<Finding> merged = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (List<Finding> found : all) {
            found.stream()
                    .filter(finding -> !before.contains(place(finding)))
                    .filter(finding -> finding.rule().number() != UNUSED_VOLUME || everywhere.contains(place(finding)))
                    .forEach(merged::add);
            before.addAll(places(found));
        }
        return List.copyOf(merged);
    }

    private static List<String> places(List<Finding> findings) {
        return findings.stream().map(RuleBook::place).toList();
    }

    private static String place(Finding finding) {
        return finding.rule().id() + finding.pointer();
    }

    /** All that the rules find in a definition as it stands. */
    public static List<Finding> judge(Subject subject) {
        List<Finding> found = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.check().ifPresent(check -> check.check(subject, new Findings(rule, subject, found)));
        }
        return List.copyOf(found);
    }
}
