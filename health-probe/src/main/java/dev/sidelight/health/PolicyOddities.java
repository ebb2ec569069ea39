package dev.sidelight.health;

import dev.sidelight.task.MeasuredTask;
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a policy says that means nothing in the task it has met: most often a misspelt name. */
public final class PolicyOddities {

    private PolicyOddities() {}

    /** One line each. */
    public static List<String> of(HealthPolicy policy, MeasuredTask task) {
        List<String> names = task.containers().stream()
                .filter(measured -> measured.container().isOfTheUser())
                .map(measured -> measured.container().name())
                .toList();
        return policy.containers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> names.contains(entry.getKey())
                        ? ofRules(entry.getKey(), entry.getValue(), policy, task)
                        : Stream.of(unknown(entry.getKey(), names)))
                .toList();
    }

    private static String unknown(String name, List<String> names) {
        String hint = Nearest.hint(name, names);
        return "the health policy names container " + name + ", which is not in this task"
                + (hint.isEmpty() ? "; there are: " + String.join(", ", names) : hint);
    }

    private static Stream<String> ofRules(
            String name, ContainerPolicy container, HealthPolicy policy, MeasuredTask task) {
        return container.rules().stream()
                .filter(rule -> rule.decidesTask(task.task()))
                .filter(rule -> !policy.otherwise().rules().contains(rule))
                .map(rule -> "the health policy's " + rule.name() + " of container " + name
                        + " means nothing where containers share the network: it decides the task, and belongs into"
                        + " default");
    }
}
