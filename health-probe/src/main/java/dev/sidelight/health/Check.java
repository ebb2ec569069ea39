package dev.sidelight.health;

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
                .map(result -> judge(result.filter(one -> isOfThisRun(one, subject)), subject))
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(Optional<CheckResult> result, Subject subject) {
        if (result.isEmpty()) {
            return Judgement.unknown(question() + " was not asked yet");
        }
        if (subject.now().since(result.get().at()).compareTo(oldest()) > 0) {
            return Judgement.unknown(question() + " was not asked for too long");
        }
        return result.get()
                .failure()
                .map(failure -> Judgement.bad(question() + " " + failure))
                .orElseGet(() -> Judgement.good(question() + " answers as expected"));
    }

    /** A result from before the container's start is that of the run before. */
    private static boolean isOfThisRun(CheckResult result, Subject subject) {
        return subject.container()
                .flatMap(measured -> measured.container().startedAt())
                .map(started -> !result.at().wall().isBefore(started))
                .orElse(true);
    }

    /** The age at which a result says nothing any more. */
    private Duration oldest() {
        return interval().multipliedBy(2).plus(timeout());
    }
}
