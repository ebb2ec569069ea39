package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.need.Role;
import dev.sidelight.taskdef.iam.policy.Glob;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is allowed and not needed. */
final class Excess {

    private static final String DECRYPT = "kms:Decrypt";
    private static final String NOT_NEEDED = ", which nothing in the definition needs";
    private static final String MAY_BE_OF_CONTAINERS = ", which may be what the containers call themselves";

    private final Role role;
    private final List<Need> needs;
    private final Set<String> needed;
    private final ExcessOfConditions conditions;
    private final Set<String> tooWide = new LinkedHashSet<>();
    private final Set<String> notices = new LinkedHashSet<>();
    private final Set<String> notJudged = new LinkedHashSet<>();

    Excess(Role role, List<Need> needs, List<Statement> given) {
        this.role = role;
        this.needs = needs;
        this.needed = needs.stream()
                .flatMap(need -> need.permission().actions().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.conditions = new ExcessOfConditions(needs, given);
        given.stream().filter(Statement::allows).forEach(this::width);
    }

    List<String> tooWide() {
        return List.copyOf(tooWide);
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    Set<String> notJudged() {
        return notJudged;
    }

    private void width(Statement statement) {
        if (statement.isInverse(Statement.Element.ACTION)) {
            tooWide.add(inverse(statement, statement.actions(), Statement.Element.ACTION, needed));
        } else {
            statement.actions().forEach(pattern -> actionWidth(statement, pattern));
        }
        if (statement.isInverse(Statement.Element.RESOURCE)) {
            inverseResourceWidth(statement);
        } else {
            statement.resources().forEach(resource -> resourceWidth(statement, resource));
        }
        tooWide.addAll(conditions.missing(statement));
        notices.addAll(conditions.loose(statement));
    }

    private static String inverse(
            Statement statement, List<String> listed, Statement.Element element, Set<String> would) {
        return statement.name() + ": " + element.inverse() + " " + String.join(", ", listed)
                + ", which allows all else"
                + (would.isEmpty() ? "" : ", where " + String.join(", ", would) + " would do");
    }

    private void actionWidth(Statement statement, String pattern) {
        List<String> meant = needed.stream()
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
                && !statement.isInverse(Statement.Element.RESOURCE)
                && statement.resources().stream().noneMatch(Glob::isOpen)
                && needed.stream().anyMatch(one -> one.matches("secretsmanager:.*|ssm:.*|s3:.*"));
    }

    private List<Need> meant(Statement statement) {
        return needs.stream()
                .filter(need -> need.permission().actions().stream().anyMatch(statement::names))
                .toList();
    }

    private void inverseResourceWidth(Statement statement) {
        List<Need> meant = meant(statement);
        if (!meant.isEmpty()) {
            tooWide.add(
                    inverse(statement, statement.resources(), Statement.Element.RESOURCE, Set.of(resources(meant))));
        }
    }

    /** One statement may speak of secrets and parameters at once: a resource is held against what it covers alone. */
    private void resourceWidth(Statement statement, String resource) {
        List<Need> meant = meant(statement);
        List<Need> covered = meant.stream()
                .filter(need -> Reach.of(resource, need) != Reach.NO)
                .toList();
        if (covered.isEmpty() && !meant.isEmpty()) {
            if (role == Role.TASK) {
                notJudged.add(statement.name() + ": " + resource + MAY_BE_OF_CONTAINERS);
            } else {
                tooWide.add(statement.name() + ": " + resource + NOT_NEEDED);
            }
        }
        Map<String, List<String>> actions = new LinkedHashMap<>();
        for (String action : needed) {
            List<Need> ofAction = covered.stream()
                    .filter(need -> statement.names(action)
                            && need.permission().actions().contains(action))
                    .toList();
            Width width = narrowest(resource, ofAction);
            if (width == Width.WIDE) {
                actions.computeIfAbsent(resources(ofAction), _ -> new ArrayList<>())
                        .add(action);
            } else if (width == Width.LOOSE) {
                notices.add(statement.name() + ": " + resource + " covers what else begins so, too; "
                        + resources(ofAction) + " would do");
            }
        }
        actions.forEach((would, wide) -> tooWide.add(statement.name() + ": " + String.join(", ", wide) + " on "
                + resource + ", where " + would + " would do"));
    }

    private static Width narrowest(String resource, List<Need> covered) {
        List<Width> widths = covered.stream()
                .map(need -> Width.of(resource, need.resource()))
                .sorted()
                .toList();
        return widths.isEmpty() ? Width.NARROW : widths.getFirst();
    }

    private static String resources(List<Need> needs) {
        return needs.stream()
                .map(need -> Blank.plain(need.resource()))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
