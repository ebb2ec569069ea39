package dev.sidelight.dashboards;

/**
 * What a panel asks of Prometheus.
 *
 * @param expression PromQL with Grafana's variables in it
 * @param legend the name of each series, such as {@code {{container_name}}}
 */
public record Query(String expression, String legend) {

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

    static String expand(String expression) {
        return expression
                .replace("{task", "{job=\"$job\", instance=\"$instance\"")
                .replace("{container", "{job=\"$job\", instance=\"$instance\", container_name=~\"$container\"");
    }
}
