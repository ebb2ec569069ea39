package dev.sidelight.health;

import dev.sidelight.task.Moment;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of a verdict.
 *
 * @param container empty for the task's own verdict
 * @param gate whether it is the gate's answer that changed, and the verdict by all rules did not likewise
 * @param from {@code unknown} where there was none before
 */
public record Change(Moment at, String container, boolean gate, String from, Verdict to) {

    /** What changed at {@code now}: of the verdict, and of the gate's answer where that went another way. */
    static Stream<Change> of(
            String whose,
            Optional<Decision> before,
            Decision next,
            Optional<Decision> gateBefore,
            Decision gateNext,
            Moment now) {
        Optional<Change> own = of(whose, false, before, next, now);
        Optional<Change> gate = of(whose, true, gateBefore, gateNext, now)
                .filter(change -> own.filter(change::isLike).isEmpty());
        return Stream.concat(own.stream(), gate.stream());
    }

    private static Optional<Change> of(
            String whose, boolean gate, Optional<Decision> before, Decision next, Moment now) {
        String from = before.map(decision -> decision.verdict().label()).orElse("unknown");
        return Optional.of(new Change(now, whose, gate, from, next.verdict()))
                .filter(change -> !from.equals(change.to().label()));
    }

    private boolean isLike(Change other) {
        return from.equals(other.from) && to.label().equals(other.to.label());
    }
}
