package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.HealthCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs a container's health check as Docker does: the first an interval after the start, never two at once. */
final class HealthChecking {
    private static final int TIMED_OUT = -1;
    private static final int CANNOT_START = 127;
    private final HealthCheck check;
    private final Pace pace;
    private final ContainerProcess container;
    private volatile HealthState state = HealthState.STARTING;
    private Optional<ProbeRun> running = Optional.empty();
    private boolean ended;

    HealthChecking(HealthCheck check, Pace pace, ContainerProcess container) {
        this.check = check;
        this.pace = pace;
        this.container = container;
    }

    HealthState state() {
        return state;
    }

    /** Until {@code endsWithin} says that the container's run has ended; what a probe says after that is not heard. */
    void run(Predicate<Duration> endsWithin, Consumer<HealthState> changed) {
        Instant start = Instant.now();
        while (!endsWithin.test(pace.of(check.interval()))) {
            boolean inStartPeriod = Instant.now().isBefore(start.plus(pace.of(check.startPeriod())));
            HealthState.Probe probe = probe();
            if (!endsWithin.test(Duration.ZERO)) {
                hear(probe, inStartPeriod, changed);
            }
        }
    }

    /** Kills a probe that runs, and lets none run again: the container has ended. */
    synchronized void end() {
        ended = true;
        running.ifPresent(ProbeRun::kill);
    }

    private void hear(HealthState.Probe probe, boolean inStartPeriod, Consumer<HealthState> changed) {
        HealthState before = state;
        state = before.after(probe, inStartPeriod, check.retries(), Instant.now());
        if (!state.status().equals(before.status())) {
            changed.accept(state);
        }
    }

    private HealthState.Probe probe() {
        try {
            HealthState.Probe said =
                    begin().endsWithin(pace.of(check.timeout())).orElseGet(this::timedOut);
            forget();
            return said;
        } catch (IOException e) {
            return new HealthState.Probe(CANNOT_START, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HealthState.Probe(TIMED_OUT, "interrupted");
        }
    }

    private synchronized ProbeRun begin() throws IOException {
        if (ended) {
            throw new IOException("the container has ended");
        }
        ProbeRun next = ProbeRun.start(container, check.command());
        running = Optional.of(next);
        return next;
    }

    /** Its process is gone, and its id may soon be another's. */
    private synchronized void forget() {
        running = Optional.empty();
    }

    private HealthState.Probe timedOut() {
        return new HealthState.Probe(
                TIMED_OUT, "Health check exceeded timeout (" + check.timeout().toSeconds() + "s)");
    }
}
