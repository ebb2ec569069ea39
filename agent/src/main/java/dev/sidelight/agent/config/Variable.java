package dev.sidelight.agent.config;

import dev.sidelight.agent.config.CloudWatchSettings.Mode;
import dev.sidelight.agent.log.LogFormat;
import dev.sidelight.agent.log.LogLevel;
import dev.sidelight.health.HealthPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A variable of the environment: a row of the table that the configuration, {@code --help} and
 * {@code docs/configuration.md} are made from.
 *
 * @param fallback the value where none is given; empty for a variable that has none
 * @param valid what a value may be, in words
 */
record Variable<T>(String name, String fallback, String valid, String meaning, Parsers.Parser<T> parser) {

    static final Variable<String> HTTP_HOST = new Variable<>(
            "SIDELIGHT_HTTP_HOST",
            "0.0.0.0",
            "a host name or an IP address",
            "Address that the agent listens on.",
            Parsers::host);
    static final Variable<Integer> HTTP_PORT = new Variable<>(
            "SIDELIGHT_HTTP_PORT", "9779", "1 to 65535", "Port that the agent listens on.", Parsers.integer(1, 65535));
    static final Variable<Duration> POLL_INTERVAL = new Variable<>(
            "SIDELIGHT_POLL_INTERVAL",
            "5s",
            "1s to 60s, written 1500ms, 5s or 1m",
            "How often the task metadata endpoint is asked.",
            Parsers.duration(Duration.ofSeconds(1), Duration.ofSeconds(60)));
    static final Variable<List<String>> CONTAINERS_INCLUDE = new Variable<>(
            "SIDELIGHT_CONTAINERS_INCLUDE",
            "*",
            "globs of container names, separated by commas (* any characters, ? one)",
            "Containers to show. The task's sums, its network and verdicts always count all of them.",
            Parsers::globs);
    static final Variable<List<String>> CONTAINERS_EXCLUDE = new Variable<>(
            "SIDELIGHT_CONTAINERS_EXCLUDE",
            "",
            "globs of container names, separated by commas",
            "Containers not to show, though included.",
            Parsers::globs);
    static final Variable<HealthPolicy> HEALTH_POLICY = new Variable<>(
            "SIDELIGHT_HEALTH_POLICY",
            "",
            "a JSON object, or the path of a file that holds one",
            "When a container is unhealthy: docs/health.md. Without it only what cannot be wrong counts.",
            Parsers::policy);
    static final Variable<Path> HEALTH_DIR = new Variable<>(
            "SIDELIGHT_HEALTH_DIR",
            "",
            "a folder that the agent may write to",
            "Where CONTAINER.unhealthy is kept while a container is unhealthy.",
            Parsers::folder);
    static final Variable<Boolean> CLOUDWATCH_ENABLED = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_ENABLED",
            "false",
            "true or false",
            "Whether numbers are published to CloudWatch: docs/cloudwatch.md.",
            Parsers::flag);
    static final Variable<Mode> CLOUDWATCH_MODE = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_MODE",
            "api",
            "api or emf",
            "PutMetricData, or embedded-metric-format lines on standard output for the awslogs driver.",
            Parsers.oneOf(Mode.values()));
    static final Variable<String> CLOUDWATCH_NAMESPACE = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_NAMESPACE",
            "ECS/Sidelight",
            "1 to 255 ASCII characters, not beginning with AWS/ or a colon",
            "Namespace of the metrics.",
            Parsers::namespace);
    static final Variable<Duration> CLOUDWATCH_STEP = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_STEP",
            "60s",
            "10s to 60m",
            "How often is published; below 60s with high resolution.",
            Parsers.duration(Duration.ofSeconds(10), Duration.ofMinutes(60)));
    static final Variable<Boolean> CLOUDWATCH_BY_TASK = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_DIMENSIONS",
            "cluster,service",
            "cluster,service or cluster,service,task",
            "Dimensions. With task each new task is a new set of billed metrics.",
            Parsers::byTask);
    static final Variable<List<String>> CLOUDWATCH_INCLUDE = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_METRICS_INCLUDE",
            "*",
            "globs of metric names, separated by commas",
            "Metrics to publish.",
            Parsers::globs);
    static final Variable<List<String>> CLOUDWATCH_EXCLUDE = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_METRICS_EXCLUDE",
            "",
            "globs of metric names, separated by commas",
            "Metrics not to publish, though included.",
            Parsers::globs);
    static final Variable<Integer> CLOUDWATCH_MOST = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_MAX_METRICS",
            "100",
            "1 to 1000",
            "Most metrics that a task may publish; with more it publishes none and says so.",
            Parsers.integer(1, 1000));
    static final Variable<URI> CLOUDWATCH_ENDPOINT = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_ENDPOINT",
            "",
            "http://HOST:PORT or https://HOST:PORT",
            "Where a local stand-in for CloudWatch listens.",
            Parsers::endpoint);
    static final Variable<Double> CLOUDWATCH_PRICE = new Variable<>(
            "SIDELIGHT_CLOUDWATCH_METRIC_PRICE",
            "",
            "US dollars, such as 0.30",
            "What a custom metric costs a month, for the estimate; without it the list price of us-east-1.",
            Parsers::price);
    static final Variable<String> AWS_REGION = new Variable<>(
            "AWS_REGION",
            "",
            "a Region such as eu-west-1",
            "Region of CloudWatch; without it the task's.",
            Parsers::region);
    static final Variable<LogFormat> LOG_FORMAT = new Variable<>(
            "SIDELIGHT_LOG_FORMAT",
            "text",
            "text or json",
            "How a log line is written.",
            Parsers.oneOf(LogFormat.values()));
    static final Variable<LogLevel> LOG_LEVEL = new Variable<>(
            "SIDELIGHT_LOG_LEVEL",
            "info",
            "debug, info, warning or error",
            "Least severe log lines to write.",
            Parsers.oneOf(LogLevel.values()));
    static final Variable<URI> METADATA = new Variable<>(
            "ECS_CONTAINER_METADATA_URI_V4",
            "",
            "http://HOST/v4/ID",
            "The task metadata endpoint. Set by ECS; never set it in a task definition.",
            Parsers::metadata);

    /** Every variable, in the order of the documentation. */
    static final List<Variable<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            POLL_INTERVAL,
            CONTAINERS_INCLUDE,
            CONTAINERS_EXCLUDE,
            HEALTH_POLICY,
            HEALTH_DIR,
            CLOUDWATCH_ENABLED,
            CLOUDWATCH_MODE,
            CLOUDWATCH_NAMESPACE,
            CLOUDWATCH_STEP,
            CLOUDWATCH_BY_TASK,
            CLOUDWATCH_INCLUDE,
            CLOUDWATCH_EXCLUDE,
            CLOUDWATCH_MOST,
            CLOUDWATCH_PRICE,
            CLOUDWATCH_ENDPOINT,
            LOG_FORMAT,
            LOG_LEVEL,
            METADATA,
            AWS_REGION);
}
