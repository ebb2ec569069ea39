package dev.sidelight.bench;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.agent.prometheus.OwnMetrics;
import dev.sidelight.agent.prometheus.Page;
import dev.sidelight.endpoint.DecodeException;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import dev.sidelight.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The agent's steps from the bytes of a poll to those of a scrape, one after the other on one thread. */
final class Cycle {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Instant START = Instant.parse("2026-11-21T01:00:01Z");

    private final Decoder decoder = new Decoder();
    private final Expositions expositions;
    private final PathStatus up;
    private Moment now = new Moment(START, 0);
    private TaskSnapshot snapshot;
    private MeasuredTask before;
    private MeasuredTask measured;
    private TaskHealth healthBefore;
    private TaskHealth health;
    private Observation observation;

    /** A cycle that has done its first poll. */
    static Cycle of(Documents documents) {
        try {
            return new Cycle(documents.task(), documents.stats(0));
        } catch (DecodeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Cycle(byte[] task, byte[] stats) throws DecodeException {
        up = PathStatus.UNKNOWN.succeeded(now);
        health = TaskHealth.first(HealthPolicy.BUILT_IN, now);
        observation = Observation.none(now, INTERVAL, _ -> true, health);
        expositions = new Expositions(() -> observation, () -> now, OwnMetrics.registry("bench"));
        snapshot = snapshot(task, stats);
        measured = MeasuredTask.first(snapshot);
        before = measured;
        healthBefore = health;
        decide();
        render();
    }

    void decode(byte[] task, byte[] stats) throws DecodeException {
        before = measured;
        healthBefore = health;
        now = now.plus(INTERVAL);
        snapshot = snapshot(task, stats);
    }

    /** From the poll before, whatever was measured since: the same news may be measured again and again. */
    void measure() {
        measured = before.next(snapshot);
    }

    void decide() {
        health = healthBefore.next(measured, CheckResult.Source.NONE);
    }

    void render() {
        observation = observation.next(now, up, up, Optional.of(measured), health);
        expositions.page(null);
    }

    /** The bytes of an answer to a scrape. */
    int scrape() {
        Page page = expositions.page(null);
        return page.bytes().duplicate().remaining();
    }

    private TaskSnapshot snapshot(byte[] task, byte[] stats) throws DecodeException {
        Task document = decoder.task(task);
        Map<String, StatsEntry> entries = decoder.stats(stats);
        return new TaskSnapshot(now, document, Optional.of(new TaskSnapshot.Stats(now, entries)));
    }
}
