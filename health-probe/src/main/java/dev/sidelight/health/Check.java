package dev.sidelight.health;

import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.Optional;

/** A question that the agent asks a container's port, on a deadline of its own. */
public sealed interface Check extends Rule permits HttpCheck, TcpCheck {

    /** How often it is asked. */
    Duration interval();

    /** How long an answer may take, the whole of it. */
    Duration timeout();

    /** The question in words that are fit to be shown: without headers and query. */
    String question();

    @Override
    default Judgement judge(Subject subject, Memory before) {
        return subject.container()
                .map(measured -> subject.checks().of(measured.container().name(), this))
                .map(result -> judge(result.filter(one -> isOfThisRun(one.at(), subject)), subject))
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(Optional<CheckResult> result, Subject subject) {
        if (result.isEmpty()) {
            return Judgement.unknown(question() + " was not asked yet");
        }
        if (subject.now().since(result.get().at()).compareTo(validFor()) > 0) {
            return Judgement.unknown(question() + " was not asked for too long");
        }
        return switch (result.get().outcome()) {
            case Outcome.Passed _ -> Judgement.good(question() + " answers as expected");
            case Outcome.Failed failed ->
                Judgement.of(new Finding.Bad(question() + " " + failed.what(), isSure(result.get(), subject)));
            case Outcome.Inconclusive inconclusive -> Judgement.unknown(question() + " " + inconclusive.why());
        };
    }

    /** One failed result may be an accident, however long no other follows it; a second in a row is none. */
    private static boolean isSure(CheckResult result, Subject subject) {
        return result.failedBefore()
                .filter(before -> isOfThisRun(before, subject))
                .isPresent();
    }

    /** A result from before the container's start is that of the run before. */
    private static boolean isOfThisRun(Moment at, Subject subject) {
        return subject.container()
                .flatMap(measured -> measured.container().startedAt())
                .map(started -> !at.wall().isBefore(started))
                .orElse(true);
    }

    /** The age at which a result says nothing any more. */
    default Duration validFor() {
        return interval().multipliedBy(2).plus(timeout());
    }
}
