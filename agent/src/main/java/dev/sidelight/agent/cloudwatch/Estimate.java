package dev.sidelight.agent.cloudwatch;

import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.metric.Billing;

/** What a configuration will be billed. */
final class Estimate {

    private Estimate() {}

    /** Of a task with so many containers that are shown. */
    static Billing of(CloudWatchSettings settings, int containers) {
        long metrics = PublishedMetrics.ALL.stream()
                .filter(metric -> settings.metrics().includes(metric.name()))
                .mapToLong(metric -> PublishedMetrics.isOfContainers(metric) ? containers : 1)
                .sum();
        Prices prices = settings.metricPrice().isPresent()
                ? Prices.LIST.withMetricMonth(settings.metricPrice().getAsDouble())
                : Prices.LIST;
        Fleet one = new Fleet(containers, 1, 0, settings.step(), settings.byTask());
        double requests = settings.mode() == CloudWatchSettings.Mode.API ? prices.requests(one.requests()) : 0;
        return new Billing(metrics, prices.metrics((double) metrics), requests);
    }
}
