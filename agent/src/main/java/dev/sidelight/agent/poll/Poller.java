package dev.sidelight.agent.poll;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.endpoint.Answer;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import dev.sidelight.task.TaskSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Asks the endpoint for both documents and makes the next observation of them. Not thread-safe: one thread calls
 * {@link #poll}, at the interval.
 */
public final class Poller {

    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(5);

    private static final String WITHOUT_TASK = "/task gives no answer";

    private final MetadataEndpoint endpoint;
    private final MomentSource time;
    private final Duration deadline;
    private final PolledPath<Task> task;
    private final PolledPath<Map<String, StatsEntry>> stats;
    private final Consumer<Observation> publish;
    private final CheckResult.Source checks;
    private final HealthLog log = new HealthLog();
    private Observation latest;
    /** The task as last measured, also while its answer is too old to be shown. */
    private Optional<MeasuredTask> measured = Optional.empty();

    /**
     * A poller that goes on from {@code first}.
     *
     * @param checks where the results of checks are found at each poll
     * @param publish takes each observation, on the thread that polls
     */
    public Poller(
            MetadataEndpoint endpoint,
            Duration interval,
            Observation first,
            CheckResult.Source checks,
            MomentSource time,
            MeterRegistry registry,
            Consumer<Observation> publish) {
        this.endpoint = endpoint;
        this.time = time;
        this.deadline = deadline(interval);
        this.task = new PolledPath<>("/task", "task", first.staleAfter(), registry);
        this.stats = new PolledPath<>("/task/stats", "stats", first.staleAfter(), registry);
        this.checks = checks;
        this.publish = publish;
        this.latest = first;
    }

    /** The deadline of an exchange: 0.8 of the interval, so that polls never overlap, and 5 s at most. */
    static Duration deadline(Duration interval) {
        Duration most = interval.multipliedBy(4).dividedBy(5);
        return most.compareTo(LONGEST_DEADLINE) < 0 ? most : LONGEST_DEADLINE;
    }

    /** Polls once: both paths at the same time, then one observation, whatever came of them. */
    public void poll() {
        Moment start = time.now();
        CompletableFuture<Timed<Task>> askedTask = endpoint.task(deadline).thenApply(answer -> timed(answer, start));
        CompletableFuture<Timed<Map<String, StatsEntry>>> askedStats =
                endpoint.stats(deadline).thenApply(answer -> timed(answer, start));
        take(askedTask.join(), task);
        take(askedStats.join(), stats);
        Moment now = time.now();
        Optional<MeasuredTask> shown = measure(now);
        TaskHealth before = beforeThis(now);
        TaskHealth health = shown.map(one -> before.next(one, checks)).orElseGet(() -> before.lost(WITHOUT_TASK, now));
        log.poll(health, shown, now);
        latest = latest.next(now, task.status(), stats.status(), shown, health);
        publish.accept(latest);
    }

    /** After a time in which nobody looked, as while the agent was frozen, nothing that was bad has held. */
    private TaskHealth beforeThis(Moment now) {
        return now.since(latest.at()).compareTo(latest.staleAfter()) > 0
                ? latest.health().lost("nothing was observed for too long", now)
                : latest.health();
    }

    /** Goes on from the task as last measured even after a gap, or frozen statistics would pass for new ones. */
    private Optional<MeasuredTask> measure(Moment now) {
        Optional<TaskSnapshot> snapshot =
                task.fresh(now).map(given -> new TaskSnapshot(now, given.document(), stats(now)));
        measured = snapshot.map(latest ->
                        measured.map(before -> before.next(latest)).orElseGet(() -> MeasuredTask.first(latest)))
                .or(() -> measured.map(before -> before.next(before.snapshot().withoutStats(now))));
        return snapshot.flatMap(_ -> measured);
    }

    private Optional<TaskSnapshot.Stats> stats(Moment now) {
        return stats.fresh(now).map(given -> new TaskSnapshot.Stats(given.at(), given.document()));
    }

    private record Timed<T>(Answer<T> answer, Duration took, Moment end) {}

    private <T> Timed<T> timed(Answer<T> answer, Moment start) {
        Moment end = time.now();
        return new Timed<>(answer, end.since(start), end);
    }

    private static <T> void take(Timed<T> timed, PolledPath<T> path) {
        path.take(timed.answer(), timed.took(), timed.end());
    }
}
