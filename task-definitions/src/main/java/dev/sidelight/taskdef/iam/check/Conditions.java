package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.iam.policy.Glob;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether the conditions of a statement let a request through. */
final class Conditions {

    /** Where the login to ECR on Fargate comes from no endpoint of the VPC. */
    private static final Set<String> OF_ENDPOINTS = Set.of("aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip");

    private static final String LOGIN = "ecr:GetAuthorizationToken";

    /** What a condition does to a request. */
    enum Verdict {
        HOLDS,
        FAILS,
        UNJUDGED
    }

    private Conditions() {}

    static Verdict of(Statement statement, Need need, String action) {
        Verdict all = Verdict.HOLDS;
        for (Condition condition : statement.conditions()) {
            Verdict one = of(condition, need, action);
            if (one == Verdict.FAILS) {
                return one;
            }
            all = one == Verdict.UNJUDGED ? one : all;
        }
        return all;
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

    private static Verdict compared(Condition given, Condition asked) {
        String operator = given.operator().replaceAll("^For(Any|All)Values?s?:|IfExists$", "");
        return switch (operator) {
            case "StringEquals" -> verdict(given, asked, false, false);
            case "StringEqualsIgnoreCase" -> verdict(given, asked, true, false);
            case "StringLike", "ArnLike", "ArnEquals" -> verdict(given, asked, false, true);
            default -> Verdict.UNJUDGED;
        };
    }

    private static Verdict verdict(Condition given, Condition asked, boolean anyCase, boolean wild) {
        boolean all = asked.values().stream()
                .allMatch(value -> given.values().stream().anyMatch(pattern -> fits(pattern, value, anyCase, wild)));
        return all ? Verdict.HOLDS : Verdict.FAILS;
    }

    private static boolean fits(String pattern, String value, boolean anyCase, boolean wild) {
        String opened = Blank.opened(value);
        String one = Glob.withoutVariables(pattern);
        if (!wild && !Blank.in(value)) {
            return anyCase ? one.equalsIgnoreCase(opened) : one.equals(opened);
        }
        return Glob.meet(one, opened);
    }
}
