package dev.sidelight.agent.metric;

/**
 * What publishing to CloudWatch is estimated to be billed, in US dollars a month, by list price.
 *
 * @param metrics that a task publishes; the tasks of a service share them unless the task is a dimension
 * @param metricsUsd of these metrics
 * @param requestsUsd of one task's requests
 */
public record Billing(long metrics, double metricsUsd, double requestsUsd) {}
