package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.Dependency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a container's dependencies are met. */
record Waiting(LiveContainer container, Function<String, LiveContainer> others) {
    boolean isOver() {
        return dependencies().stream().allMatch(one -> isMet(one, others.apply(one.container())));
    }

    /** What can never be met any more, in words. */
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
        boolean ended = other.life() instanceof Life.Stopped || other.life() instanceof Life.NeverStarted;
        boolean never = ended
                && switch (dependency.condition()) {
                    case START, COMPLETE -> other.life() instanceof Life.NeverStarted;
                    case SUCCESS, HEALTHY -> !isMet(dependency, other);
                };
        return never
                ? Optional.of(container.definition().name() + " waits for " + dependency.container() + " to be "
                        + dependency.condition() + ", which it can no longer be")
                : Optional.empty();
    }
}
