package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.HealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs a container's health check as Docker does: the first an interval after the start, never two at once. */
final class HealthChecking {
    private static final int KEPT_OUTPUT = 1024;
    private static final int TIMED_OUT = -1;
    private static final int CANNOT_START = 127;
    private final HealthCheck check;
    private final Pace pace;
    private final ContainerProcess container;
    private volatile HealthState state = HealthState.STARTING;

    HealthChecking(HealthCheck check, Pace pace, ContainerProcess container) {
        this.check = check;
        this.pace = pace;
        this.container = container;
    }

    HealthState state() {
        return state;
    }

    /** Until {@code endsWithin} says that the container's run has ended. */
    void run(Predicate<Duration> endsWithin, Consumer<HealthState> changed) {
        state = HealthState.STARTING;
        Instant start = Instant.now();
        while (!endsWithin.test(pace.of(check.interval()))) {
            HealthState before = state;
            boolean inStartPeriod = Instant.now().isBefore(start.plus(pace.of(check.startPeriod())));
            state = before.after(probe(), inStartPeriod, check.retries(), Instant.now());
            if (!state.status().equals(before.status())) {
                changed.accept(state);
            }
        }
    }

    private HealthState.Probe probe() {
        try {
            Process process = container.check(check.command());
            AtomicReference<String> output = new AtomicReference<>("");
            Thread reader = Thread.ofVirtual().start(() -> output.set(output(process)));
            if (!process.waitFor(pace.of(check.timeout()).toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                return new HealthState.Probe(
                        TIMED_OUT,
                        "Health check exceeded timeout (" + check.timeout().toSeconds() + "s)");
            }
            reader.join(Duration.ofSeconds(1));
            return new HealthState.Probe(process.exitValue(), output.get());
        } catch (IOException e) {
            return new HealthState.Probe(CANNOT_START, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HealthState.Probe(TIMED_OUT, "interrupted");
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What ECS keeps of it; the rest is read and left, so that nothing blocks the probe. */
    private static String output(Process process) {
        try (InputStream in = process.getInputStream()) {
            byte[] kept = in.readNBytes(KEPT_OUTPUT);
            in.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
