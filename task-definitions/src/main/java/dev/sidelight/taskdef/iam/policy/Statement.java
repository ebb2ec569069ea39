package dev.sidelight.taskdef.iam.policy;

import java.util.List;

/**
 * A statement of a policy.
 *
 * @param name its Sid; of one that was read, what a sentence calls it
 * @param inverse the element that names what it does not speak of, such as {@code NotAction}; empty where there is none
 */
public record Statement(
        String name,
        Effect effect,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions,
        String inverse) {

    /** What a statement does. */
    public enum Effect {
        ALLOW,
        DENY
    }

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /** One that allows. */
    public static Statement allowing(
            String sid, List<String> actions, List<String> resources, List<Condition> conditions) {
        return new Statement(sid, Effect.ALLOW, actions, resources, conditions, "");
    }

    /** Whether one of its actions means this one; they know no case. */
    public boolean names(String action) {
        return actions.stream().anyMatch(pattern -> Glob.matchesAction(pattern, action));
    }
}
