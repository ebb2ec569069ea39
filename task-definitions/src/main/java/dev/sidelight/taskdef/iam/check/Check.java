package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.need.Needs;
import dev.sidelight.taskdef.iam.need.Role;
import dev.sidelight.taskdef.iam.policy.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds the statements of a role against what a definition needs of it. */
public final class Check {

    private Check() {}

    public static Fit of(Needs needs, Role role, List<Statement> given) {
        List<Need> ofRole = needs.needs(role);
        Lacking lacking = new Lacking(ofRole, given);
        Excess excess = new Excess(role, ofRole, given);
        Set<String> notJudged = new LinkedHashSet<>(lacking.notJudged());
        notJudged.addAll(excess.notJudged());
        return new Fit(lacking.lacks(), excess.tooWide(), excess.notices(), List.copyOf(notJudged));
    }
}
