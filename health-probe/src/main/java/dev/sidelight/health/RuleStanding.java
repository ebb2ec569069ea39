package dev.sidelight.health;

import static dev.sidelight.health.RuleState.FAILING;
import static dev.sidelight.health.RuleState.PASSING;
import static dev.sidelight.health.RuleState.UNKNOWN;

import dev.sidelight.task.Moment;
import dev.sidelight.text.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * A rule that applies to a container or a task, and where it stands: it fails when findings were bad, and nothing else,
 * for its hold; it leaves that when none was bad for its recovery. What cannot be told changes a state no faster, and
 * never to failing.
 *
 * @param since when it came into its state
 * @param detail what it found, in words; of a rule that fails, the last that was bad
 * @param badSince when what makes it fail began; absent while it does not fail
 */
public record RuleStanding(
        Rule rule, RuleState state, Moment since, String detail, Optional<Moment> badSince, Runs runs, Memory memory) {

    /** A rule before its first finding. */
    static RuleStanding first(Rule rule, Moment now) {
        return new RuleStanding(rule, UNKNOWN, now, "", Optional.empty(), Runs.NONE, Memory.NONE);
    }

    /** Where it stands after a finding. */
    RuleStanding next(Finding finding, Memory remembered, Moment now) {
        Runs next = runs.next(finding, now);
        RuleState then = state(finding, next, now);
        Optional<Moment> began = then == FAILING ? badSince.or(next::bad) : Optional.empty();
        return new RuleStanding(
                rule,
                then,
                then == state ? since : now,
                detail(finding, then, next, began, now),
                began,
                next,
                remembered);
    }

    /** Where it stands when nothing is known any more: whatever held before must hold anew. */
    RuleStanding lost(String cause, Moment now) {
        return new RuleStanding(
                rule, UNKNOWN, state == UNKNOWN ? since : now, cause, Optional.empty(), Runs.NONE, memory);
    }

    private RuleState state(Finding finding, Runs next, Moment now) {
        Timing timing = rule.timing();
        return switch (state) {
            case FAILING -> Runs.held(next.notBad(), timing.recover(), now) ? stateOf(finding) : FAILING;
            case PASSING -> fails(finding, next, now) ? FAILING : passingOrLost(finding, next, now);
            case UNKNOWN -> fails(finding, next, now) ? FAILING : stateOf(finding);
        };
    }

    private boolean fails(Finding finding, Runs next, Moment now) {
        return finding instanceof Finding.Bad bad
                && bad.sure()
                && Runs.held(next.bad(), rule.timing().hold(), now);
    }

    private RuleState passingOrLost(Finding finding, Runs next, Moment now) {
        return finding instanceof Finding.Unknown
                        && Runs.held(next.notGood(), rule.timing().hold(), now)
                ? UNKNOWN
                : PASSING;
    }

    /** The state that a finding leads to by itself; a bad one must hold first. */
    private static RuleState stateOf(Finding finding) {
        return finding instanceof Finding.Good ? PASSING : UNKNOWN;
    }

    private String detail(Finding finding, RuleState then, Runs next, Optional<Moment> began, Moment now) {
        String found = switch (finding) {
            case Finding.Good good -> good.detail();
            case Finding.Bad bad -> bad.reason();
            case Finding.Unknown unknown -> unknown.cause();
        };
        if (then == FAILING) {
            return finding instanceof Finding.Bad
                    ? found + forTime(began, now)
                    : lastReason() + "; no longer, but only for " + words(next.notBad(), now) + " of "
                            + DurationText.words(rule.timing().recover());
        }
        return finding instanceof Finding.Bad ? found + notYet(next, now) : found;
    }

    /** Why what is bad does not make it fail yet. */
    private String notYet(Runs next, Moment now) {
        Duration hold = rule.timing().hold();
        return Runs.held(next.bad(), hold, now)
                ? ", but only once so far"
                : ", but only for " + words(next.bad(), now) + " of " + DurationText.words(hold);
    }

    private String lastReason() {
        int recovering = detail.indexOf("; no longer, but only for ");
        return recovering < 0 ? detail : detail.substring(0, recovering);
    }

    /** How long it has been so, where that is what made it fail. */
    private String forTime(Optional<Moment> began, Moment now) {
        return rule.timing().hold().equals(Duration.ZERO) ? "" : ", for " + words(began, now);
    }

    private static String words(Optional<Moment> run, Moment now) {
        return DurationText.words(run.map(now::since).orElse(Duration.ZERO));
    }
}
