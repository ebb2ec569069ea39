package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.iam.policy.Glob;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is needed and not allowed. */
final class Lacking {

    private static final String SUFFIX = "-??????";

    private final List<Statement> given;
    private final Map<Line, Set<String>> lines = new LinkedHashMap<>();
    private final Set<String> notJudged = new LinkedHashSet<>();

    Lacking(List<Need> needs, List<Statement> given) {
        this.given = given;
        needs.forEach(this::lacking);
    }

    /** What is said once, whatever needs it. */
    private record Line(String actions, String resource, String why) {}

    List<String> lacks() {
        return lines.entrySet().stream()
                .map(line -> line.getKey().actions() + " on " + line.getKey().resource() + " ("
                        + String.join(", ", line.getValue()) + "): "
                        + line.getKey().why())
                .toList();
    }

    Set<String> notJudged() {
        return notJudged;
    }

    private void lacking(Need need) {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        for (String action : need.permission().actions()) {
            String why = lacking(need, action);
            if (!why.isEmpty()) {
                actions.computeIfAbsent(why, _ -> new ArrayList<>()).add(action);
            }
        }
        actions.forEach((why, missing) -> lines.computeIfAbsent(
                        new Line(String.join(", ", missing), Blank.plain(need.resource()), why),
                        _ -> new LinkedHashSet<>())
                .addAll(need.reasons()));
    }

    /** Why an action is not allowed; empty where it is. */
    private String lacking(Need need, String action) {
        boolean allowed = false;
        String otherwise = "nothing allows it";
        for (Statement statement : given) {
            Reach reach = Reach.of(statement, need, action);
            if (reach == Reach.NO) {
                otherwise = isBeside(statement, need, action) ? beside(statement, need) : otherwise;
                otherwise = isBare(statement, need, action)
                        ? statement.name() + " names it without the six characters that end a secret's ARN; add "
                                + SUFFIX
                        : otherwise;
                continue;
            }
            Conditions.Verdict verdict = Conditions.of(statement, need, action);
            if (verdict == Conditions.Verdict.UNJUDGED) {
                notJudged.add(statement.name() + ", its condition on " + keys(statement, need, action));
            }
            if (statement.allows()) {
                allowed |= verdict != Conditions.Verdict.FAILS;
                otherwise = statement.name() + " allows it only under a condition that does not hold";
            } else if (verdict == Conditions.Verdict.HOLDS && reach == Reach.YES) {
                return statement.name() + " denies it";
            } else if (verdict == Conditions.Verdict.HOLDS || verdict == Conditions.Verdict.MAY_HOLD) {
                notJudged.add(statement.name() + ", which may deny " + action + " on " + Blank.plain(need.resource())
                        + ", not all of which is known");
            }
        }
        return allowed ? "" : otherwise;
    }

    /** Whether it names a secret as the definition does, which is never its whole ARN. */
    private static boolean isBare(Statement statement, Need need, String action) {
        return statement.allows()
                && !statement.isInverse(Statement.Element.RESOURCE)
                && statement.names(action)
                && need.resource().endsWith(SUFFIX)
                && statement.resources().stream()
                        .anyMatch(resource -> Glob.meet(
                                Glob.withoutVariables(resource),
                                Blank.opened(need.resource()
                                        .substring(0, need.resource().length() - SUFFIX.length()))));
    }

    private static String keys(Statement statement, Need need, String action) {
        return statement.conditions().stream()
                .filter(condition -> Conditions.of(condition, need, action) == Conditions.Verdict.UNJUDGED)
                .map(Condition::key)
                .collect(Collectors.joining(", "));
    }

    /** Whether it allows the action on another part of the same resource. */
    private static boolean isBeside(Statement statement, Need need, String action) {
        return statement.allows()
                && !need.request().equals(need.resource())
                && !statement.isInverse(Statement.Element.RESOURCE)
                && statement.names(action)
                && statement.resources().stream()
                        .anyMatch(
                                resource -> Glob.meet(Glob.withoutVariables(resource), Blank.opened(need.resource())));
    }

    private static String beside(Statement statement, Need need) {
        String part = need.request()
                .substring(Math.min(need.resource().length() - 1, need.request().length()));
        return statement.name() + " allows it, but not on " + Blank.plain(part);
    }
}
