package dev.sidelight.taskdef.iam.policy;

import java.util.List;

/** What a request must hold for a statement to speak of it. */
public record Condition(String operator, String key, List<String> values) {
    public Condition {
        values = List.copyOf(values);
    }
}
