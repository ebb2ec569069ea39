package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Need;
import dev.sidelight.taskdef.iam.policy.Glob;
import dev.sidelight.taskdef.iam.policy.Statement;

/** Whether a statement speaks of what is needed. */
enum Reach {
    NO,
    /** As far as it is known: what is not, may be what the statement names. */
    MAYBE,
    YES;

    static Reach of(Statement statement, Need need, String action) {
        return statement.names(action) ? of(statement, need) : NO;
    }

    private static Reach of(Statement statement, Need need) {
        Reach listed = statement.resources().stream()
                .map(resource -> of(resource, need))
                .reduce(NO, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return statement.isInverse(Statement.Element.RESOURCE) ? listed.opposite() : listed;
    }

    /** Of one resource. */
    static Reach of(String resource, Need need) {
        String pattern = Glob.withoutVariables(resource);
        if (need.request().equals("*")) {
            return pattern.matches("\\*+") ? YES : NO;
        }
        if (pattern.equals(resource) && Glob.meet(pattern, Blank.any(need.request()))) {
            return YES;
        }
        return Glob.meet(pattern, Blank.opened(need.request())) ? MAYBE : NO;
    }

    private Reach opposite() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }
}
