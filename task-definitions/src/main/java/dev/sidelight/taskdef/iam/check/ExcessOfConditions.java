package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is allowed for lack of a condition. */
final class ExcessOfConditions {

    private final List<Need> needs;
    private final List<Statement> given;

    ExcessOfConditions(List<Need> needs, List<Statement> given) {
        this.needs = needs;
        this.given = given;
    }

    /** Conditions that a statement does without. */
    List<String> missing(Statement statement) {
        List<String> missing = new ArrayList<>();
        for (Need need : needs) {
            for (Condition asked : need.conditions()) {
                for (String action : need.permission().actions()) {
                    boolean free = narrowing(statement, asked).isEmpty() && !isDeniedElsewhere(need, action, asked);
                    if (free && Reach.of(statement, need, action) != Reach.NO) {
                        missing.add(statement.name() + ": " + action + " without the condition " + asked.operator()
                                + " " + asked.key() + " " + plain(asked));
                    }
                }
            }
        }
        return missing;
    }

    /** Conditions of a statement that let more through than is needed. */
    List<String> loose(Statement statement) {
        List<String> loose = new ArrayList<>();
        for (Need need : needs) {
            for (Condition asked : need.conditions()) {
                boolean concerned = need.permission().actions().stream()
                        .anyMatch(action -> Reach.of(statement, need, action) != Reach.NO
                                && Conditions.of(statement, need, action) != Conditions.Verdict.FAILS);
                if (!concerned) {
                    continue;
                }
                narrowing(statement, asked).stream()
                        .map(condition -> Conditions.beyond(condition, asked))
                        .filter(beyond -> !beyond.isEmpty())
                        .forEach(beyond -> loose.add(statement.name() + ": " + asked.key() + " "
                                + String.join(", ", beyond) + " lets more through; " + plain(asked) + " would do"));
            }
        }
        return loose;
    }

    private static List<Condition> narrowing(Statement statement, Condition asked) {
        return statement.conditions().stream()
                .filter(one -> one.key().equalsIgnoreCase(asked.key()) && Conditions.isNarrowing(one))
                .toList();
    }

    /** A denial of all values but the asked is a condition, too. */
    private boolean isDeniedElsewhere(Need need, String action, Condition asked) {
        return given.stream()
                .filter(statement ->
                        !statement.allows() && statement.conditions().size() == 1)
                .filter(statement -> Reach.of(statement, need, action) != Reach.NO)
                .flatMap(statement -> statement.conditions().stream())
                .anyMatch(condition -> Conditions.isExempting(condition, asked));
    }

    private static String plain(Condition asked) {
        return Blank.plain(String.join(", ", asked.values()));
    }
}
