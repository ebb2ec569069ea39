package dev.sidelight.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of the containers of a task.
 *
 * @param otherwise of a container that is not named; its rules also decide the task
 * @param containers of containers by name
 */
public record HealthPolicy(ContainerPolicy otherwise, Map<String, ContainerPolicy> containers) {

    /**
     * What is asked where nothing is configured: what cannot be wrong. ECS's own word, a stop with a non-zero exit code,
     * and three restarts in 20 minutes, which a container that starts properly does not come to.
     */
    public static final HealthPolicy BUILT_IN = new HealthPolicy(
            new ContainerPolicy(
                    Optional.empty(),
                    Duration.ZERO,
                    List.of(
                            new ReportedHealth(Timing.AT_ONCE),
                            new Stopped(List.of(0L)),
                            new Restarts(2, Duration.ofMinutes(20)))),
            Map.of());

    public HealthPolicy {
        containers = Map.copyOf(containers);
    }

    /** What is asked of the container of this name. */
    public ContainerPolicy of(String container) {
        return containers.getOrDefault(container, otherwise);
    }
}
