package dev.sidelight.agent.poll;

import dev.sidelight.endpoint.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What polling one path costs and how it ends; every outcome is there from the start, so that rates begin at 0. */
final class PollMeters {

    private final MeterRegistry registry;
    private final String path;
    private final Timer duration;

    PollMeters(MeterRegistry registry, String path) {
        this.registry = registry;
        this.path = path;
        duration = Timer.builder("sidelight.poll.duration")
                .description("How long a poll of a path of the task metadata endpoint took.")
                .tag("path", path)
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            polls(outcome);
        }
    }

    void record(Outcome outcome, Duration took) {
        polls(outcome).increment();
        duration.record(took);
    }

    /** The registry gives the same counter for the same tags. */
    private Counter polls(Outcome outcome) {
        return Counter.builder("sidelight.polls")
                .description("Polls of a path of the task metadata endpoint, by how they ended.")
                .tag("path", path)
                .tag("outcome", outcome.label())
                .register(registry);
    }
}
