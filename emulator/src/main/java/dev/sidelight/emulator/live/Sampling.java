package dev.sidelight.emulator.live;

import dev.sidelight.emulator.disk.TemporaryFolder;
import dev.sidelight.emulator.proc.InterfaceCounters;
import dev.sidelight.emulator.proc.ProcFiles;
import dev.sidelight.emulator.proc.ProcessTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A container's processes and their numbers, read on a clock of its own. */
final class Sampling {
    private final Supplier<Life> life;
    private final boolean ownInterfaces;
    private final Path folder;
    private Optional<ProcessTree> tree = Optional.empty();
    private Samples samples = Samples.NONE;

    /** What is in {@code folder} is the container's, and counts as its page cache. */
    Sampling(Supplier<Life> life, boolean ownInterfaces, Path folder) {
        this.life = life;
        this.ownInterfaces = ownInterfaces;
        this.folder = folder;
    }

    /** The container's first process, started for the first time or again. */
    synchronized void follow(long pid) {
        tree = Optional.of(tree.map(before -> new ProcessTree(pid, before)).orElseGet(() -> new ProcessTree(pid)));
    }

    synchronized Samples samples() {
        return samples;
    }

    /** Until the container has ended. */
    void every(Duration cadence, Predicate<Duration> endsWithin) {
        long next = System.nanoTime() + cadence.toNanos();
        while (!endsWithin.test(Duration.ofNanos(next - System.nanoTime()))) {
            sample();
            next += cadence.toNanos();
        }
    }

    /** Reads the numbers now, if the container is running. */
    synchronized void sample() {
        if (life.get() instanceof Life.Running && tree.isPresent()) {
            Sample sample = new Sample(
                    Instant.now(),
                    tree.get().reading(),
                    TemporaryFolder.bytesIn(folder),
                    ProcFiles.systemCpuNanos(),
                    interfaces());
            if (sample.use().threads() > 0 && life.get() instanceof Life.Running) {
                samples = samples.and(sample);
            }
        }
    }

    /** Without lo where the namespace is its own: Docker never lists it. */
    Map<String, InterfaceCounters> interfaces() {
        if (!(life.get() instanceof Life.Running running)) {
            return Map.of();
        }
        Map<String, InterfaceCounters> interfaces = new LinkedHashMap<>(ProcFiles.interfaces(running.pid()));
        if (ownInterfaces) {
            interfaces.remove("lo");
        }
        return interfaces;
    }

    /** What of its memory the kernel cannot take back. */
    long unreclaimableBytes() {
        return tree().map(ProcessTree::reading)
                .map(use -> use.anonBytes() + use.sharedBytes())
                .orElse(0L);
    }

    List<Long> pids() {
        return tree().map(ProcessTree::pids).orElse(List.of());
    }

    /** SIGKILL to every process. */
    void kill() {
        tree().ifPresent(ProcessTree::kill);
    }

    private synchronized Optional<ProcessTree> tree() {
        return tree;
    }
}
