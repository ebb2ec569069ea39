package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.iam.policy.Glob;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the conditions of a statement let a request through. */
final class Conditions {

    /** Where the login to ECR on Fargate comes from no endpoint of the VPC. */
    private static final Set<String> OF_ENDPOINTS = Set.of("aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip");

    /** What compares texts; with Not in it, the opposite. */
    private static final Set<String> POSITIVE =
            Set.of("StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnLike", "ArnEquals");

    private static final String LOGIN = "ecr:GetAuthorizationToken";

    /** What a condition does to a request. */
    enum Verdict {
        HOLDS,
        FAILS,
        UNJUDGED,
        /** As far as it is known. */
        MAY_HOLD
    }

    private Conditions() {}

    static Verdict of(Statement statement, Need need, String action) {
        Set<Verdict> all = statement.conditions().stream()
                .map(condition -> of(condition, need, action))
                .collect(Collectors.toSet());
        return Stream.of(Verdict.FAILS, Verdict.UNJUDGED, Verdict.MAY_HOLD)
                .filter(all::contains)
                .findFirst()
                .orElse(Verdict.HOLDS);
    }

    static Verdict of(Condition condition, Need need, String action) {
        Optional<Condition> asked = asked(condition.key(), need);
        if (asked.isPresent()) {
            return compared(condition, asked.get());
        }
        String key = condition.key().toLowerCase(Locale.ROOT);
        boolean demands = !condition.operator().contains("Not")
                && !condition.operator().endsWith("IfExists")
                && !condition.operator().equals("Null");
        boolean foreign = key.contains(":")
                && !key.startsWith("aws:")
                && !key.startsWith(action.substring(0, action.indexOf(':') + 1).toLowerCase(Locale.ROOT))
                && !key.startsWith("kms:");
        boolean login = OF_ENDPOINTS.contains(key) && action.equals(LOGIN);
        return demands && (foreign || login) ? Verdict.FAILS : Verdict.UNJUDGED;
    }

    static Optional<Condition> asked(String key, Need need) {
        return need.conditions().stream()
                .filter(one -> one.key().equalsIgnoreCase(key))
                .findFirst();
    }

    /** Whether a condition lets through what it names, and nothing but that. */
    static boolean isNarrowing(Condition condition) {
        return POSITIVE.contains(operator(condition))
                && condition.values().stream().noneMatch(value -> value.matches("\\*+"));
    }

    /** Whether a condition is on what a need asks, and keeps its values from all others, as of a denial. */
    static boolean isExempting(Condition condition, Condition asked) {
        return condition.key().equalsIgnoreCase(asked.key())
                && POSITIVE.contains(operator(condition).replace("Not", ""))
                && operator(condition).contains("Not")
                && compared(condition, asked) != Verdict.HOLDS;
    }

    /** Of a condition, what a need does not ask of it. */
    static List<String> beyond(Condition condition, Condition asked) {
        boolean anyCase = operator(condition).endsWith("IgnoreCase");
        return condition.values().stream()
                .filter(given -> asked.values().stream()
                        .noneMatch(value -> Blank.in(value)
                                ? !Glob.isOpen(given) && Glob.meet(given, Blank.opened(value))
                                : anyCase ? value.equalsIgnoreCase(given) : value.equals(given)))
                .toList();
    }

    private static String operator(Condition condition) {
        return condition.operator().replaceAll("^For(Any|All)Values?s?:|IfExists$", "");
    }

    private static Verdict compared(Condition given, Condition asked) {
        String operator = operator(given);
        if (operator.equals("Null")) {
            return given.values().contains("false") ? Verdict.HOLDS : Verdict.FAILS;
        }
        if (!POSITIVE.contains(operator.replace("Not", ""))) {
            return Verdict.UNJUDGED;
        }
        Verdict verdict = verdict(given, asked, operator);
        return operator.contains("Not") ? opposite(verdict) : verdict;
    }

    private static Verdict opposite(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Verdict.FAILS;
            case FAILS -> Verdict.HOLDS;
            case UNJUDGED, MAY_HOLD -> verdict;
        };
    }

    private static Verdict verdict(Condition given, Condition asked, String operator) {
        boolean wild = !operator.contains("Equals") || operator.startsWith("Arn");
        boolean anyCase = operator.endsWith("IgnoreCase");
        boolean sure = true;
        for (String value : asked.values()) {
            String known = wild ? Blank.any(value) : value;
            if (given.values().stream().anyMatch(pattern -> fits(pattern, known, anyCase, wild))) {
                continue;
            }
            sure = false;
            boolean open = Blank.in(value) || given.values().stream().anyMatch(one -> one.contains("${"));
            if (!open
                    || given.values().stream()
                            .noneMatch(one -> Glob.meet(Glob.withoutVariables(one), Blank.opened(value)))) {
                return Verdict.FAILS;
            }
        }
        return sure ? Verdict.HOLDS : Verdict.MAY_HOLD;
    }

    private static boolean fits(String pattern, String value, boolean anyCase, boolean wild) {
        if (wild) {
            return Glob.meet(pattern, value);
        }
        return anyCase ? pattern.equalsIgnoreCase(value) : pattern.equals(value);
    }
}
