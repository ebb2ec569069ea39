package dev.sidelight.emulator.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One container of a task definition; its environment files are given by their ARNs in S3. */
public record ContainerDefinition(
        String name,
        String image,
        OptionalInt cpu,
        OptionalInt memory,
        boolean essential,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        List<String> environmentFiles,
        List<SecretReference> secrets,
        Optional<String> workingDirectory,
        List<PortMapping> ports,
        Duration stopTimeout,
        Map<String, String> labels,
        Optional<String> logDriver,
        Map<String, String> logOptions,
        Optional<HealthCheck> healthCheck,
        List<Dependency> dependsOn,
        Optional<RestartPolicy> restartPolicy,
        Optional<Duration> startTimeout) {
    public ContainerDefinition {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        environmentFiles = List.copyOf(environmentFiles);
        secrets = List.copyOf(secrets);
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
        logOptions = Map.copyOf(logOptions);
        dependsOn = List.copyOf(dependsOn);
    }
}
