package dev.sidelight.health;

import dev.sidelight.task.Moment;

/**
 * A verdict and since when it is of its kind.
 *
 * @param since unmoved by a change of the reasons alone
 */
public record Decision(Verdict verdict, Moment since) {

    /** The decision that follows this one. */
    Decision next(Verdict next, Moment now) {
        return new Decision(next, next.label().equals(verdict.label()) ? since : now);
    }
}
