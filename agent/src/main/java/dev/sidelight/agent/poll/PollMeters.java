package dev.sidelight.agent.poll;

import dev.sidelight.endpoint.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What polling one path costs and how it ends; every outcome is there from the start, so that rates begin at 0. */
final class PollMeters {

    private final Map<Outcome, Counter> polls;
    private final Timer duration;

    PollMeters(MeterRegistry registry, String path) {
        polls = Arrays.stream(Outcome.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        outcome -> Counter.builder("sidelight.polls")
                                .description("Polls of a path of the task metadata endpoint, by how they ended.")
                                .tag("path", path)
                                .tag("outcome", outcome.label())
                                .register(registry)));
        duration = Timer.builder("sidelight.poll.duration")
                .description("How long a poll of a path of the task metadata endpoint took.")
                .tag("path", path)
                .register(registry);
    }

    void record(Outcome outcome, Duration took) {
        polls.getOrDefault(outcome, polls.get(Outcome.DISCONNECTED)).increment();
        duration.record(took);
    }
}
