package dev.sidelight.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of one container.
 *
 * @param essential whether its verdict counts for the task's; absent where that was not said: then it counts, unless it
 *     has stopped while the task goes on, which shows that it was not
 * @param startGrace how long after its start nothing bad counts
 */
public record ContainerPolicy(Optional<Boolean> essential, Duration startGrace, List<Rule> rules) {

    public ContainerPolicy {
        rules = List.copyOf(rules);
    }
}
