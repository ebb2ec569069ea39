package dev.sidelight.dashboards;

import dev.sidelight.agent.cloudwatch.CloudWatch;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.config.NameFilter;
import dev.sidelight.agent.metric.Catalogue;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.poll.Poller;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.agent.prometheus.OwnMetrics;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.Moment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a scrape of an agent gives, each with the labels that the agent itself puts on it. */
final class KnownMetrics {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private KnownMetrics() {}

    /** Those of the catalogue. */
    static Map<String, Set<String>> ofTasks() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Catalogue.METRICS.forEach(metric -> metrics.put(metric.name(), Set.copyOf(metric.labels())));
        return metrics;
    }

    /** Those that the agent has of itself: read off the page of one that polls nothing and publishes to CloudWatch. */
    static Map<String, Set<String>> ofAgent() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(page());
        while (sample.find()) {
            Set<String> labels = metrics.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
            String written = sample.group(2);
            if (written != null) {
                LABEL.matcher(written).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        // counted when a metric is lost, and not before
        metrics.put("sidelight_metric_failures_total", Set.of("metric"));
        return metrics;
    }

    /** What Prometheus adds of its own: about the scrape of each target, and about alerts. */
    static Map<String, Set<String>> ofPrometheus() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        List.of(
                        "up",
                        "scrape_duration_seconds",
                        "scrape_samples_scraped",
                        "scrape_samples_post_metric_relabeling",
                        "scrape_series_added")
                .forEach(name -> metrics.put(name, Set.of()));
        metrics.put(
                "ALERTS",
                Set.of(
                        "alertname",
                        "alertstate",
                        "severity",
                        "cluster_name",
                        "service_name",
                        "family",
                        "container_name"));
        return metrics;
    }

    private static String page() {
        Moment start = new Moment(Instant.EPOCH, 0);
        Observation nothing = Observation.none(
                start, Duration.ofSeconds(5), _ -> true, TaskHealth.first(HealthPolicy.BUILT_IN, start));
        PrometheusMeterRegistry registry = OwnMetrics.registry("0");
        try (MetadataEndpoint endpoint = new MetadataEndpoint(URI.create("http://127.0.0.1:1"));
                CloudWatch cloudWatch = CloudWatch.start(settings(), registry)) {
            Poller _ = new Poller(
                    endpoint, Duration.ofSeconds(5), nothing, CheckResult.Source.NONE, () -> start, registry, _ -> {});
            Expositions _ = new Expositions(() -> nothing, () -> start, registry);
            return cloudWatch.billing().isPresent() ? "" : registry.scrape();
        }
    }

    private static CloudWatchSettings settings() {
        return new CloudWatchSettings(
                CloudWatchSettings.Mode.EMF,
                "n",
                Duration.ofDays(1),
                false,
                NameFilter.ALL,
                1,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }
}
