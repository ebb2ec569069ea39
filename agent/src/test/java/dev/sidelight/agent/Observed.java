package dev.sidelight.agent;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.TaskSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Observations made from recorded-looking answers beside this class. */
public final class Observed {

    public static final Moment START = new Moment(Instant.parse("2026-05-04T10:00:00Z"), 5_000_000_000L);

    /** Nothing is known of the containers' health. */
    public static final TaskHealth HEALTH = TaskHealth.first(HealthPolicy.BUILT_IN, START);

    private Observed() {}

    /** The observation after all {@code steps} of a recording, one every 10 s, both paths up. */
    public static Observation of(String recording, int steps) throws Exception {
        Observation observation = Observation.none(START, Duration.ofSeconds(5), _ -> true, HEALTH);
        for (int step = 1; step <= steps; step++) {
            Moment now = START.plus(Duration.ofSeconds(10L * step));
            Decoder decoder = new Decoder();
            TaskSnapshot snapshot = new TaskSnapshot(
                    now,
                    decoder.task(body(recording, step, "task")),
                    Optional.of(new TaskSnapshot.Stats(now, decoder.stats(body(recording, step, "stats")))));
            MeasuredTask task = observation
                    .task()
                    .map(before -> before.next(snapshot))
                    .orElseGet(() -> MeasuredTask.first(snapshot));
            PathStatus up = PathStatus.UNKNOWN.succeeded(now);
            observation = observation.next(
                    now, up, up, Optional.of(task), observation.health().next(task, CheckResult.Source.NONE));
        }
        return observation;
    }

    private static byte[] body(String recording, int step, String path) throws IOException {
        String name = recording + "/0" + step + "-" + path + ".json";
        try (InputStream in = Objects.requireNonNull(Observed.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
