package dev.sidelight.dashboards.report;

import java.time.Duration;
import java.util.Map;

/**
 * What stands for a dashboard's variables.
 *
 * @param values by the variables' names
 * @param rateInterval Grafana's {@code $__rate_interval}: at least four scrapes
 */
public record Choices(Map<String, String> values, Duration rateInterval) {

    public Choices {
        values = Map.copyOf(values);
    }

    /** The task behind a sidecar, all its containers. */
    public static Choices ofTask(String job, String instance, String task, Duration rateInterval) {
        return new Choices(
                Map.of(
                        "cluster",
                        ".*",
                        "service",
                        ".*",
                        "container",
                        ".*",
                        "job",
                        job,
                        "instance",
                        instance,
                        "task",
                        task),
                rateInterval);
    }

    /** The expression with its variables filled in. */
    public String fill(String expression) {
        String filled = expression.replace("$__rate_interval", rateInterval.toSeconds() + "s");
        for (Map.Entry<String, String> one : values.entrySet()) {
            filled = filled.replace("$" + one.getKey(), one.getValue());
        }
        return filled;
    }
}
