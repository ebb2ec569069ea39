package dev.sidelight.health;

import dev.sidelight.task.Moment;
import java.util.Optional;

/**
 * How a check of a container's port ended.
 *
 * @param at when it ended
 * @param failedBefore when the result before it ended, where that had failed, too, and still said something
 */
public record CheckResult(Moment at, Outcome outcome, Optional<Moment> failedBefore) {

    /** What came of the question; the texts are to follow the check's own words. */
    public sealed interface Outcome {

        /** It was answered as expected. */
        record Passed() implements Outcome {}

        /** It was not, and that is the container's. */
        record Failed(String what) implements Outcome {}

        /** The sidecar could not tell, as for want of a file descriptor or of the host's address. */
        record Inconclusive(String why) implements Outcome {}
    }

    /** Where the results of checks are found: by the container's name and the check. */
    @FunctionalInterface
    public interface Source {

        /** No check has ended. */
        Source NONE = (_, _) -> Optional.empty();

        /** The last result; absent before the first. */
        Optional<CheckResult> of(String container, Check check);
    }

    /** The result of {@code check} that follows {@code last}. */
    public static CheckResult of(Check check, Optional<CheckResult> last, Moment at, Outcome outcome) {
        return new CheckResult(
                at,
                outcome,
                last.filter(before -> before.outcome() instanceof Outcome.Failed)
                        .map(CheckResult::at)
                        .filter(before -> at.since(before).compareTo(check.validFor()) <= 0));
    }
}
