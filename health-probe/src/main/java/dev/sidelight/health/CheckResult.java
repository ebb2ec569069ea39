package dev.sidelight.health;

import dev.sidelight.task.Moment;
import java.util.Optional;

/**
 * How a check of a container's port ended.
 *
 * @param at when it ended
 * @param failure what was wrong, to follow the check's own words; absent when nothing was
 */
public record CheckResult(Moment at, Optional<String> failure) {

    /** Where the results of checks are found: by the container's name and the check. */
    @FunctionalInterface
    public interface Source {

        /** No check has ended. */
        Source NONE = (_, _) -> Optional.empty();

        /** The last result; absent before the first. */
        Optional<CheckResult> of(String container, Check check);
    }
}
