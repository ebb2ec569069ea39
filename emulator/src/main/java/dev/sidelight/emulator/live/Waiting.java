package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a container's dependencies are met, or can no longer be. */
record Waiting(LiveContainer container, Function<String, LiveContainer> others, Pace pace) {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    boolean isOver() {
        return dependencies().stream().allMatch(one -> isMet(one, others.apply(one.container())));
    }

    /** What can never be met any more, or is not within the startTimeout of what is waited for, in words. */
    Optional<String> hopeless() {
        return dependencies().stream()
                .flatMap(one -> hopeless(one, others.apply(one.container())).stream())
                .findFirst();
    }

    private List<Dependency> dependencies() {
        return container.definition().dependsOn();
    }

    private static boolean isMet(Dependency dependency, LiveContainer other) {
        Life life = other.life();
        return switch (dependency.condition()) {
            case START -> life instanceof Life.Running || life instanceof Life.Stopped;
            case COMPLETE -> life instanceof Life.Stopped;
            case SUCCESS -> life instanceof Life.Stopped stopped && stopped.exitCode() == 0;
            case HEALTHY -> other.health().map(HealthState::status).equals(Optional.of(HealthState.HEALTHY));
        };
    }

    private Optional<String> hopeless(Dependency dependency, LiveContainer other) {
        if (isMet(dependency, other)) {
            return Optional.empty();
        }
        String waits = container.definition().name() + " waits for " + dependency.container() + " to be "
                + dependency.condition() + ", which it ";
        return switch (other.life()) {
            case Life.Pending() -> Optional.empty();
            case Life.Running(Instant created, Instant started, long pid, int restarts) ->
                late(other, started).map(waits::concat);
            case Life.Stopped _, Life.NeverStarted() -> Optional.of(waits + "can no longer be");
        };
    }

    /** The time runs from the start of what is waited for, as in the ECS agent. */
    private Optional<String> late(LiveContainer other, Instant started) {
        Duration timeout = other.definition().startTimeout().orElse(START_TIMEOUT);
        return Instant.now().isAfter(started.plus(pace.of(timeout)))
                ? Optional.of("was not within its startTimeout of " + timeout.toSeconds() + " s")
                : Optional.empty();
    }
}
