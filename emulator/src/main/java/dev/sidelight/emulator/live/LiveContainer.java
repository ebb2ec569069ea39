package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.network.Namespace;
import dev.sidelight.emulator.proc.InterfaceCounters;
import dev.sidelight.emulator.proc.ProcFiles;
import dev.sidelight.emulator.proc.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One container of a live task: its processes, its life, and its samples on a clock of its own. */
final class LiveContainer {
    private static final int CANNOT_START = 127;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private final ContainerDefinition definition;
    private final ContainerIdentity identity;
    private final Optional<Namespace> namespace;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Process> first = Optional.empty();
    private Optional<ProcessTree> tree = Optional.empty();
    private Samples samples = Samples.NONE;
    private volatile Life life = new Life.Pending();
    private volatile boolean wantedStopped;

    LiveContainer(ContainerDefinition definition, ContainerIdentity identity, Optional<Namespace> namespace) {
        this.definition = definition;
        this.identity = identity;
        this.namespace = namespace;
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

    synchronized Samples samples() {
        return samples;
    }

    /** The callback runs once, when the first process has ended and all others with it. */
    synchronized void start(ContainerProcess process, Duration cadence, Runnable stopped) {
        Instant now = Instant.now();
        try {
            Process started = process.start();
            first = Optional.of(started);
            tree = Optional.of(new ProcessTree(started.pid()));
            life = new Life.Running(now, Instant.now(), started.pid());
            Thread.ofVirtual().name("wait-" + definition.name()).start(() -> await(started, stopped));
            Thread.ofVirtual().name("clock-" + definition.name()).start(() -> sampleEvery(cadence));
        } catch (IOException e) {
            System.err.println(definition.name() + " | cannot start: " + e.getMessage());
            life = new Life.Stopped(now, now, now, CANNOT_START);
            ended.countDown();
            Thread.ofVirtual().name("wait-" + definition.name()).start(stopped);
        }
    }

    /** SIGTERM to the first process, and SIGKILL to what is left after the container's stopTimeout. */
    void stop() {
        wantedStopped = true;
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
        pids().forEach(LiveContainer::kill);
        if (process().isPresent()) {
            endsWithin(LAST_WORDS);
        }
    }

    List<Long> pids() {
        return tree().map(ProcessTree::pids).orElse(List.of());
    }

    /** Reads the numbers now, if it is running. */
    synchronized void sample() {
        if (life instanceof Life.Running && tree.isPresent()) {
            Sample sample = new Sample(Instant.now(), tree.get().reading(), ProcFiles.systemCpuNanos(), interfaces());
            if (sample.use().threads() > 0 && life instanceof Life.Running) {
                samples = samples.and(sample);
            }
        }
    }

    /** Without lo where the namespace is its own: Docker never lists it. */
    Map<String, InterfaceCounters> interfaces() {
        if (!(life instanceof Life.Running running)) {
            return Map.of();
        }
        Map<String, InterfaceCounters> interfaces = new LinkedHashMap<>(ProcFiles.interfaces(running.pid()));
        if (namespace.isPresent()) {
            interfaces.remove("lo");
        }
        return interfaces;
    }

    private synchronized Optional<Process> process() {
        return first;
    }

    private synchronized Optional<ProcessTree> tree() {
        return tree;
    }

    private void await(Process process, Runnable stopped) {
        try {
            int code = process.waitFor();
            // As with a container's first process, all others end with it.
            pids().forEach(LiveContainer::kill);
            if (life instanceof Life.Running running) {
                life = new Life.Stopped(running.createdAt(), running.startedAt(), Instant.now(), code);
            }
            ended.countDown();
            stopped.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sampleEvery(Duration cadence) {
        long next = System.nanoTime() + cadence.toNanos();
        while (!endsWithin(Duration.ofNanos(next - System.nanoTime()))) {
            sample();
            next += cadence.toNanos();
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

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
