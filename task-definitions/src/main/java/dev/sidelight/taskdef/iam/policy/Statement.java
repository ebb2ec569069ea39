package dev.sidelight.taskdef.iam.policy;

import java.util.List;
import java.util.Set;

/**
 * A statement of a policy.
 *
 * @param name its Sid; of one that was read, what a sentence calls it
 * @param inverse which of its lists name what it does not speak of: {@code NotAction}, {@code NotResource}
 */
public record Statement(
        String name,
        Effect effect,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions,
        Set<Element> inverse) {

    /** A list of what a statement speaks of. */
    public enum Element {
        ACTION("Action"),
        RESOURCE("Resource");

        private final String plain;

        Element(String plain) {
            this.plain = plain;
        }

        String plain() {
            return plain;
        }

        /** Its name where it lists what the statement does not speak of. */
        public String inverse() {
            return "Not" + plain;
        }
    }

    /** What a statement does. */
    public enum Effect {
        ALLOW,
        DENY
    }

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
        inverse = Set.copyOf(inverse);
    }

    /** One that allows. */
    public static Statement allowing(
            String sid, List<String> actions, List<String> resources, List<Condition> conditions) {
        return new Statement(sid, Effect.ALLOW, actions, resources, conditions, Set.of());
    }

    /** Whether it speaks of this action; actions know no case. */
    public boolean names(String action) {
        return actions.stream().anyMatch(pattern -> Glob.matchesAction(pattern, action)) != isInverse(Element.ACTION);
    }

    public boolean isInverse(Element element) {
        return inverse.contains(element);
    }

    public boolean allows() {
        return effect == Effect.ALLOW;
    }
}
