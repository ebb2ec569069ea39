package dev.sidelight.agent.poll;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.endpoint.Answer;
import dev.sidelight.endpoint.MetadataEndpoint;
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

    private final MetadataEndpoint endpoint;
    private final MomentSource time;
    private final Duration deadline;
    private final PolledPath<Task> task;
    private final PolledPath<Map<String, StatsEntry>> stats;
    private final Consumer<Observation> publish;
    private Observation latest;

    /**
     * A poller that goes on from {@code first}.
     *
     * @param publish takes each observation, on the thread that polls
     */
    public Poller(
            MetadataEndpoint endpoint,
            Duration interval,
            Observation first,
            MomentSource time,
            MeterRegistry registry,
            Consumer<Observation> publish) {
        this.endpoint = endpoint;
        this.time = time;
        this.deadline = deadline(interval);
        this.task = new PolledPath<>("/task", "task", first.staleAfter(), registry);
        this.stats = new PolledPath<>("/task/stats", "stats", first.staleAfter(), registry);
        this.publish = publish;
        this.latest = first;
    }

    /** The deadline of an exchange: 0.8 of the interval, so that polls never overlap, and 5 s at most. */
    static Duration deadline(Duration interval) {
        Duration most = interval.multipliedBy(4).dividedBy(5);
        return most.compareTo(LONGEST_DEADLINE) < 0 ? most : LONGEST_DEADLINE;
    }

    /** Polls once: both paths at the same time, then one observation. */
    public void poll() {
        Moment start = time.now();
        CompletableFuture<Timed<Task>> askedTask = endpoint.task(deadline).thenApply(answer -> timed(answer, start));
        CompletableFuture<Timed<Map<String, StatsEntry>>> askedStats =
                endpoint.stats(deadline).thenApply(answer -> timed(answer, start));
        take(askedTask.join(), task);
        take(askedStats.join(), stats);
        Moment now = time.now();
        latest = latest.next(now, task.status(), stats.status(), measure(now));
        publish.accept(latest);
    }

    private Optional<MeasuredTask> measure(Moment now) {
        return task.fresh(now).map(document -> {
            TaskSnapshot snapshot = new TaskSnapshot(now, document, stats.fresh(now));
            return latest.task().map(before -> before.next(snapshot)).orElseGet(() -> MeasuredTask.first(snapshot));
        });
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
