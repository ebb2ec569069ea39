package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.network.Namespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One container of a live task: its life, from its first process to its last. */
final class LiveContainer {
    private static final int CANNOT_START = 127;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private final ContainerDefinition definition;
    private final ContainerIdentity identity;
    private final Optional<Namespace> namespace;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Process> first = Optional.empty();
    private final Sampling sampling;
    private volatile Life life = new Life.Pending();
    private volatile boolean wantedStopped;
    private volatile Optional<HealthChecking> checking = Optional.empty();
    private final Pace pace;

    LiveContainer(
            ContainerDefinition definition,
            ContainerIdentity identity,
            Optional<Namespace> namespace,
            Path folder,
            Pace pace) {
        this.definition = definition;
        this.identity = identity;
        this.namespace = namespace;
        this.pace = pace;
        this.sampling = new Sampling(this::life, namespace.isPresent(), folder);
    }

    ContainerDefinition definition() {
        return definition;
    }

    ContainerIdentity identity() {
        return identity;
    }

    Optional<Namespace> namespace() {
        return namespace;
    }

    Life life() {
        return life;
    }

    boolean wantedStopped() {
        return wantedStopped;
    }

    /** Absent without a health check. */
    Optional<HealthState> health() {
        return definition
                .healthCheck()
                .map(_ -> checking.map(HealthChecking::state).orElse(HealthState.STARTING));
    }

    Sampling sampling() {
        return sampling;
    }

    /** The callback runs once, when the first process has ended and all others with it. */
    synchronized void start(ContainerProcess process, Duration cadence, Runnable stopped) {
        Instant now = Instant.now();
        if (wantedStopped) {
            return;
        }
        try {
            run(process, now, 0, stopped);
            Thread.ofVirtual()
                    .name("clock-" + definition.name())
                    .start(() -> sampling.every(cadence, this::endsWithin));
            definition
                    .memory()
                    .ifPresent(mib -> Thread.ofVirtual()
                            .name("limit-" + definition.name())
                            .start(() -> MemoryLimit.ofMib(definition.name(), mib)
                                    .watch(sampling, this::endsWithin, this::killProcesses)));
        } catch (IOException e) {
            System.err.println(definition.name() + " | cannot start: " + e.getMessage());
            life = new Life.Stopped(now, now, now, CANNOT_START, 0);
            ended.countDown();
            Thread.ofVirtual().name("wait-" + definition.name()).start(stopped);
        }
    }

    /** Its first process, started for the first time or again. */
    private synchronized void run(ContainerProcess process, Instant created, int restarts, Runnable stopped)
            throws IOException {
        Process started = process.start();
        first = Optional.of(started);
        sampling.follow(started.pid());
        life = new Life.Running(created, Instant.now(), started.pid(), restarts);
        Thread.ofVirtual().name("wait-" + definition.name()).start(() -> await(process, started, stopped));
        definition.healthCheck().ifPresent(check -> check(new HealthChecking(check, pace, process), started));
    }

    private void check(HealthChecking next, Process run) {
        checking = Optional.of(next);
        Thread.ofVirtual()
                .name("health-" + definition.name())
                .start(() -> next.run(within -> ends(run, within), this::say));
    }

    private void say(HealthState state) {
        if (state.status().equals(HealthState.UNHEALTHY)) {
            System.err.println("emulator: " + definition.name() + " is UNHEALTHY (exit code " + state.exitCode() + ")"
                    + (state.output().isBlank() ? "" : ": " + state.output().strip())
                    + (definition.essential() ? "; it is essential: in a service ECS would now replace the task" : ""));
        }
    }

    private static boolean ends(Process run, Duration within) {
        try {
            return run.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The task ends before it could start. */
    synchronized void neverStart() {
        if (life instanceof Life.Pending) {
            life = new Life.NeverStarted();
            ended.countDown();
        }
    }

    /** SIGTERM to the first process, and SIGKILL to what is left after the container's stopTimeout. */
    void stop() {
        wantedStopped = true;
        neverStart();
        Optional<Process> process = process();
        if (process.isEmpty()) {
            return;
        }
        process.get().toHandle().destroy();
        if (!endsWithin(definition.stopTimeout())) {
            kill();
        }
    }

    void wantStopped() {
        wantedStopped = true;
    }

    /** SIGKILL to every process, and waits for their end. */
    void kill() {
        wantedStopped = true;
        killProcesses();
        if (process().isPresent()) {
            endsWithin(LAST_WORDS);
        }
    }

    private synchronized Optional<Process> process() {
        return first;
    }

    private void await(ContainerProcess process, Process run, Runnable stopped) {
        try {
            int code = run.waitFor();
            // As with a container's first process, all others end with it.
            killProcesses();
            if (startsAgain(code) && startAgain(process, stopped)) {
                return;
            }
            if (life instanceof Life.Running running) {
                life = new Life.Stopped(
                        running.createdAt(), running.startedAt(), Instant.now(), code, running.restarts());
            }
            ended.countDown();
            stopped.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startsAgain(int code) {
        return !wantedStopped
                && life instanceof Life.Running running
                && definition
                        .restartPolicy()
                        .filter(policy -> !policy.ignoredExitCodes().contains(code))
                        .filter(policy ->
                                !Instant.now().isBefore(running.startedAt().plus(pace.of(policy.attemptPeriod()))))
                        .isPresent();
    }

    /** Not when it was stopped meanwhile: whoever stops it has seen only the processes before. */
    private synchronized boolean startAgain(ContainerProcess process, Runnable stopped) {
        if (wantedStopped) {
            return false;
        }
        try {
            Life.Running before = (Life.Running) life;
            run(process, before.createdAt(), before.restarts() + 1, stopped);
            return true;
        } catch (IOException e) {
            System.err.println(definition.name() + " | cannot start again: " + e.getMessage());
            return false;
        }
    }

    private boolean endsWithin(Duration longest) {
        try {
            return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Those of its health check too, which are no part of its tree. */
    private void killProcesses() {
        sampling.kill();
        checking.ifPresent(HealthChecking::end);
    }
}
