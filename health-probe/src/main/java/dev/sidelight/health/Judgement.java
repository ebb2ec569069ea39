package dev.sidelight.health;

import java.util.Optional;

/**
 * What a rule found, and what it remembers.
 *
 * @param finding absent where the rule does not apply, as a share of a limit where there is no limit
 */
record Judgement(Optional<Finding> finding, Memory memory) {

    static final Judgement NOT_APPLICABLE = new Judgement(Optional.empty(), Memory.NONE);

    static Judgement of(Finding finding) {
        return new Judgement(Optional.of(finding), Memory.NONE);
    }

    static Judgement good(String detail) {
        return of(new Finding.Good(detail));
    }

    static Judgement bad(String reason) {
        return of(new Finding.Bad(reason));
    }

    static Judgement unknown(String cause) {
        return of(new Finding.Unknown(cause));
    }

    Judgement remembering(Memory next) {
        return new Judgement(finding, next);
    }
}
