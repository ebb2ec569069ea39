package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.need.Needs;
import dev.sidelight.taskdef.iam.need.Role;
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

/** Holds the statements of a role against what a definition needs of it. */
public final class Check {

    private static final String DECRYPT = "kms:Decrypt";
    private static final String NOT_NEEDED = ", which nothing in the definition needs";
    private static final String MAY_BE_OF_CONTAINERS = ", which may be what the containers call themselves";

    private final Role role;
    private final List<Need> needs;
    private final List<Statement> given;
    private final List<String> lacks = new ArrayList<>();
    private final Set<String> tooWide = new LinkedHashSet<>();
    private final Set<String> notJudged = new LinkedHashSet<>();

    private Check(Role role, List<Need> needs, List<Statement> given) {
        this.role = role;
        this.needs = needs;
        this.given = given;
    }

    public static Fit of(Needs needs, Role role, List<Statement> given) {
        Check check = new Check(role, needs.needs(role), given);
        given.stream()
                .filter(statement -> !statement.inverse().isEmpty())
                .forEach(statement -> check.notJudged.add(statement.name() + ", since it has " + statement.inverse()));
        check.needs.forEach(check::lacking);
        check.allowing().forEach(check::width);
        return new Fit(check.lacks, List.copyOf(check.tooWide), List.copyOf(check.notJudged));
    }

    private List<Statement> allowing() {
        return given.stream()
                .filter(one ->
                        one.effect() == Statement.Effect.ALLOW && one.inverse().isEmpty())
                .toList();
    }

    private void lacking(Need need) {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        for (String action : need.permission().actions()) {
            String why = lacking(need, action);
            if (!why.isEmpty()) {
                actions.computeIfAbsent(why, _ -> new ArrayList<>()).add(action);
            }
        }
        actions.forEach((why, missing) -> lacks.add(String.join(", ", missing) + " on " + Blank.plain(need.resource())
                + " (" + String.join(", ", need.reasons()) + "): " + why));
    }

    /** Why an action is not allowed; empty where it is. */
    private String lacking(Need need, String action) {
        boolean allowed = false;
        String otherwise = "nothing allows it";
        for (Statement statement : given) {
            if (!speaksOf(statement, need, action)) {
                continue;
            }
            Conditions.Verdict verdict = Conditions.of(statement, need, action);
            if (statement.effect() == Statement.Effect.DENY && verdict == Conditions.Verdict.HOLDS) {
                return statement.name() + " denies it";
            }
            if (verdict == Conditions.Verdict.UNJUDGED) {
                notJudged.add(statement.name() + ", its condition on " + keys(statement, need, action));
            }
            if (statement.effect() == Statement.Effect.ALLOW) {
                allowed |= verdict != Conditions.Verdict.FAILS;
                otherwise = statement.name() + " allows it only under a condition that does not hold";
            }
        }
        return allowed ? "" : otherwise;
    }

    private static String keys(Statement statement, Need need, String action) {
        return statement.conditions().stream()
                .filter(condition -> Conditions.of(condition, need, action) == Conditions.Verdict.UNJUDGED)
                .map(Condition::key)
                .collect(Collectors.joining(", "));
    }

    private static boolean speaksOf(Statement statement, Need need, String action) {
        return statement.inverse().isEmpty()
                && statement.names(action)
                && statement.resources().stream().anyMatch(resource -> Width.covers(resource, need.resource()));
    }

    private void width(Statement statement) {
        statement.actions().forEach(pattern -> actionWidth(statement, pattern));
        statement.resources().forEach(resource -> resourceWidth(statement, resource));
        conditionWidth(statement);
    }

    private Set<String> needed() {
        return needs.stream()
                .flatMap(need -> need.permission().actions().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void actionWidth(Statement statement, String pattern) {
        List<String> meant = needed().stream()
                .filter(action -> Glob.matchesAction(pattern, action))
                .toList();
        boolean all = pattern.equals("*") || pattern.equals("*:*");
        if (meant.isEmpty() && role == Role.TASK && !all) {
            notJudged.add(statement.name() + ": " + pattern + MAY_BE_OF_CONTAINERS);
        } else if (meant.isEmpty() && isForKeysNotNamed(statement, pattern)) {
            notJudged.add(statement.name() + ": " + pattern + "; --kms-key names the key that it is for");
        } else if (meant.isEmpty()) {
            tooWide.add(statement.name() + ": " + pattern + NOT_NEEDED);
        } else if (Glob.isOpen(pattern)) {
            tooWide.add(statement.name() + ": " + pattern + ", where " + String.join(", ", meant) + " would do");
        }
    }

    /** Which key encrypts a secret no definition tells. */
    private boolean isForKeysNotNamed(Statement statement, String action) {
        return action.equalsIgnoreCase(DECRYPT)
                && statement.resources().stream().noneMatch(Glob::isOpen)
                && needed().stream().anyMatch(one -> one.matches("secretsmanager:.*|ssm:.*|s3:.*"));
    }

    /** One statement may speak of secrets and parameters at once: a resource is held against what it covers alone. */
    private void resourceWidth(Statement statement, String resource) {
        List<Need> meant = needs.stream()
                .filter(need -> need.permission().actions().stream().anyMatch(statement::names))
                .toList();
        List<Need> covered = meant.stream()
                .filter(need -> Width.covers(resource, need.resource()))
                .toList();
        if (covered.isEmpty() && !meant.isEmpty()) {
            if (role == Role.TASK) {
                notJudged.add(statement.name() + ": " + resource + MAY_BE_OF_CONTAINERS);
            } else {
                tooWide.add(statement.name() + ": " + resource + NOT_NEEDED);
            }
        }
        Map<String, List<String>> actions = new LinkedHashMap<>();
        for (String action : needed()) {
            List<Need> ofAction = covered.stream()
                    .filter(need -> statement.names(action)
                            && need.permission().actions().contains(action))
                    .toList();
            if (ofAction.stream().noneMatch(need -> isFor(resource, need)) && !ofAction.isEmpty()) {
                actions.computeIfAbsent(resources(ofAction), _ -> new ArrayList<>())
                        .add(action);
            }
        }
        actions.forEach((would, wide) -> tooWide.add(statement.name() + ": " + String.join(", ", wide) + " on "
                + resource + ", where " + would + " would do"));
    }

    private static String resources(List<Need> needs) {
        return needs.stream()
                .map(need -> Blank.plain(need.resource()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static boolean isFor(String resource, Need need) {
        return Width.covers(resource, need.resource()) && Width.isNarrow(resource, need.resource());
    }

    private void conditionWidth(Statement statement) {
        for (Need need : needs) {
            for (Condition asked : need.conditions()) {
                boolean free = statement.conditions().stream()
                        .noneMatch(one -> one.key().equalsIgnoreCase(asked.key())
                                && one.values().stream().noneMatch("*"::equals));
                need.permission().actions().stream()
                        .filter(action -> free && speaksOf(statement, need, action))
                        .forEach(action -> tooWide.add(statement.name() + ": " + action + " without the condition "
                                + asked.operator() + " " + asked.key() + " "
                                + Blank.plain(String.join(", ", asked.values()))));
            }
        }
    }
}
