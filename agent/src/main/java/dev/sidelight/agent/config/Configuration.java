package dev.sidelight.agent.config;

import dev.sidelight.agent.log.LogFormat;
import dev.sidelight.agent.log.LogLevel;
import dev.sidelight.health.HealthPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user decided, read once from the environment.
 *
 * @param metadata base address of the task metadata endpoint v4
 * @param containers which containers are shown
 * @param healthDir where marker files are kept; absent for none
 * @param cloudWatch absent unless publishing is enabled
 * @param warnings what was odd but harmless, one line each
 */
public record Configuration(
        URI metadata,
        String httpHost,
        int httpPort,
        Duration pollInterval,
        NameFilter containers,
        HealthPolicy healthPolicy,
        Optional<Path> healthDir,
        Optional<CloudWatchSettings> cloudWatch,
        LogFormat logFormat,
        LogLevel logLevel,
        List<String> warnings) {

    private static final String NOT_ON_ECS = Variable.METADATA.name()
            + " is not set: this is not an ECS task, or its platform is too old (Fargate 1.4.0, EC2 agent 1.39.0 and newer"
            + " set it). Run Sidelight as a container of a task, or try it on this machine: ./sidelight demo";

    public Configuration {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the configuration from the variables of the environment.
     *
     * @throws ConfigurationException with every fault that there is
     */
    public static Configuration from(Map<String, String> variables) throws ConfigurationException {
        Environment environment = new Environment(variables);
        Optional<URI> metadata = environment.read(Variable.METADATA);
        if (environment.given(Variable.METADATA).isEmpty()) {
            environment.fault(NOT_ON_ECS);
        }
        Optional<String> host = environment.read(Variable.HTTP_HOST);
        Optional<Integer> port = environment.read(Variable.HTTP_PORT);
        Optional<Duration> interval = environment.read(Variable.POLL_INTERVAL);
        NameFilter containers = new NameFilter(
                environment.read(Variable.CONTAINERS_INCLUDE).orElseThrow(),
                environment.read(Variable.CONTAINERS_EXCLUDE).orElse(List.of()));
        Optional<HealthPolicy> policy = environment.read(Variable.HEALTH_POLICY);
        Optional<Path> healthDir = environment.read(Variable.HEALTH_DIR);
        Optional<CloudWatchSettings> cloudWatch = cloudWatch(environment);
        Optional<LogFormat> format = environment.read(Variable.LOG_FORMAT);
        Optional<LogLevel> level = environment.read(Variable.LOG_LEVEL);
        if (!environment.faults().isEmpty()) {
            throw new ConfigurationException(
                    Stream.concat(environment.faults().stream(), environment.warnings().stream())
                            .toList());
        }
        return new Configuration(
                metadata.orElseThrow(),
                host.orElseThrow(),
                port.orElseThrow(),
                interval.orElseThrow(),
                containers,
                policy.orElse(HealthPolicy.BUILT_IN),
                healthDir,
                cloudWatch,
                format.orElseThrow(),
                level.orElseThrow(),
                environment.warnings());
    }

    /** All of it is read, so that a fault is said while publishing is still off. */
    private static Optional<CloudWatchSettings> cloudWatch(Environment environment) {
        boolean enabled = environment.read(Variable.CLOUDWATCH_ENABLED).orElse(false);
        CloudWatchSettings settings = new CloudWatchSettings(
                environment.read(Variable.CLOUDWATCH_MODE).orElseThrow(),
                environment.read(Variable.CLOUDWATCH_NAMESPACE).orElseThrow(),
                environment.read(Variable.CLOUDWATCH_STEP).orElseThrow(),
                environment.read(Variable.CLOUDWATCH_BY_TASK).orElseThrow(),
                new NameFilter(
                        environment.read(Variable.CLOUDWATCH_INCLUDE).orElseThrow(),
                        environment.read(Variable.CLOUDWATCH_EXCLUDE).orElse(List.of())),
                environment.read(Variable.CLOUDWATCH_MOST).orElseThrow(),
                environment.read(Variable.CLOUDWATCH_ENDPOINT),
                enabled ? environment.read(Variable.AWS_REGION) : Optional.empty(),
                environment.read(Variable.CLOUDWATCH_PRICE).stream()
                        .mapToDouble(Double::doubleValue)
                        .findFirst());
        return enabled ? Optional.of(settings) : Optional.empty();
    }
}
