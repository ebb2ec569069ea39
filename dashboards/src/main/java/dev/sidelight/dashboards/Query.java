package dev.sidelight.dashboards;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a panel asks of Prometheus.
 *
 * @param expression PromQL with Grafana's variables in it
 * @param legend the name of each series, such as {@code {{container_name}}}
 */
public record Query(String expression, String legend) {

    static final String BY_CONTAINER = "{{container_name}}";

    private static final String OF_TASK =
            " and on (job, instance) ecs_task_metadata_info{job=\"$job\", instance=\"$instance\", task_id=\"$task\"}";

    /**
     * Series of the chosen task. {@code {task}} and {@code {container}} stand for the matchers that choose them. An address
     * is used again by later tasks, so the task's own identity is asked for, too.
     */
    static Query ofTask(String expression, String legend) {
        return new Query(expand(expression) + OF_TASK, legend);
    }

    /** Series of the chosen sidecar that are there when nothing is known of its task. */
    static Query ofSidecar(String expression, String legend) {
        return new Query(expand(expression), legend);
    }

    /**
     * The number of the state that each container of the chosen sidecar is in, from 1: Grafana draws states from numbers, and
     * Prometheus has them in a label of series that are 1.
     */
    static Query ofStates(String metric, String label, State... states) {
        String expression = IntStream.range(0, states.length)
                .mapToObj(i -> "max by (job, instance, container_name) ((%s{container, %s=\"%s\"} == 1) * %d)"
                        .formatted(metric, label, states[i].label(), i + 1))
                .collect(Collectors.joining(" or "));
        return ofSidecar(expression, BY_CONTAINER);
    }

    private static String expand(String expression) {
        return expression
                .replace("{task", "{job=\"$job\", instance=\"$instance\"")
                .replace("{container", "{job=\"$job\", instance=\"$instance\", container_name=~\"$container\"");
    }
}
