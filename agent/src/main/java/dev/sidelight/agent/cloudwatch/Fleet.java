package dev.sidelight.agent.cloudwatch;

import java.time.Duration;

/**
 * Tasks of one service that publish.
 *
 * @param containers of each task, the sidecar included
 * @param churn tasks that are replaced in a day, all together
 */
record Fleet(int containers, int tasks, double churn, Duration step, boolean byTask) {

    private static final double DAYS_PER_MONTH = 30.4;
    private static final double HOURS_PER_MONTH = DAYS_PER_MONTH * 24;
    /** Prorated by the hour: a task that is replaced costs its metrics for the hour that both report in. */
    private static final double HOURS_TWICE = 1;

    /** Metrics that one task publishes at the most. */
    long metricsOfATask() {
        long ofTask = PublishedMetrics.ALL.stream()
                .filter(metric -> !PublishedMetrics.isOfContainers(metric))
                .count();
        return ofTask + containers * (PublishedMetrics.ALL.size() - ofTask);
    }

    /** Metrics that are billed in a month: shared by the service's tasks unless each has its own. */
    double billedMetrics() {
        return byTask
                ? metricsOfATask() * (tasks + churn * DAYS_PER_MONTH * HOURS_TWICE / HOURS_PER_MONTH)
                : metricsOfATask();
    }

    /** Requests in a month. */
    double requests() {
        return tasks * (Duration.ofHours(1).toSeconds() * HOURS_PER_MONTH / step.toSeconds());
    }
}
