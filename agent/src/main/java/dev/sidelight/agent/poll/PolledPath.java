package dev.sidelight.agent.poll;

import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.endpoint.Answer;
import dev.sidelight.task.Moment;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * One path of the endpoint as the poller knows it: its last document and how polling it stands. Logs when it begins to
 * fail and when it answers again. Confined to the poller's thread.
 */
final class PolledPath<T> {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.poll");

    private final String path;
    private final PollMeters meters;
    private final Duration staleAfter;
    private Optional<Given<T>> document = Optional.empty();
    private PathStatus status = PathStatus.UNKNOWN;
    private int failures;

    PolledPath(String path, String label, Duration staleAfter, MeterRegistry registry) {
        this.path = path;
        this.meters = new PollMeters(registry, label);
        this.staleAfter = staleAfter;
    }

    void take(Answer<T> answer, Duration took, Moment now) {
        meters.record(answer.outcome(), took);
        switch (answer) {
            case Answer.Success<T>(T latest) -> succeeded(latest, now);
            case Answer.Failure<T>(var outcome, String detail) -> failed(outcome.label() + ": " + detail, now);
        }
    }

    /** The last document and when it was given, unless it is stale. */
    Optional<Given<T>> fresh(Moment now) {
        return document.filter(given -> now.since(given.at()).compareTo(staleAfter) <= 0);
    }

    /** A document and when the endpoint gave it. */
    record Given<T>(Moment at, T document) {}

    PathStatus status() {
        return status;
    }

    private void succeeded(T latest, Moment now) {
        status.failingSince()
                .ifPresent(since -> LOG.log(
                        Level.INFO,
                        "{0} answers again after {1} s and {2} failed polls",
                        path,
                        Long.toString(now.since(since).toSeconds()),
                        Integer.toString(failures)));
        failures = 0;
        document = Optional.of(new Given<>(now, latest));
        status = status.succeeded(now);
    }

    private void failed(String problem, Moment now) {
        failures++;
        if (status.failingSince().isEmpty()) {
            String meanwhile = document.isEmpty()
                    ? "polling goes on"
                    : "its last answer counts for " + staleAfter.toSeconds() + " s, and polling goes on";
            LOG.log(Level.WARNING, "{0} fails: {1}; {2}", path, problem, meanwhile);
        } else {
            LOG.log(Level.DEBUG, "{0} still fails: {1}", path, problem);
        }
        status = status.failed(now, problem);
    }
}
