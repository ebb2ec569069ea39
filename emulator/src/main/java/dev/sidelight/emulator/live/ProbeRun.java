package dev.sidelight.emulator.live;

import dev.sidelight.emulator.proc.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One run of a health check's command in its container; what it started and left behind ends with it. */
final class ProbeRun {
    private static final int KEPT_OUTPUT = 1024;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private final Process process;
    private final ProcessTree tree;
    private final AtomicReference<String> output = new AtomicReference<>("");
    private final Thread reader;

    private ProbeRun(Process process) {
        this.process = process;
        this.tree = new ProcessTree(process.pid());
        this.reader = Thread.ofVirtual().start(() -> output.set(read(process)));
    }

    static ProbeRun start(ContainerProcess container, List<String> command) throws IOException {
        return new ProbeRun(container.check(command));
    }

    /** Empty when it has not ended by then; it is killed in any case. */
    Optional<HealthState.Probe> endsWithin(Duration timeout) throws InterruptedException {
        boolean ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        kill();
        if (!ended) {
            return Optional.empty();
        }
        reader.join(LAST_WORDS);
        return Optional.of(new HealthState.Probe(process.exitValue(), output.get()));
    }

    void kill() {
        tree.kill();
    }

    /** What ECS keeps of it; the rest is read and left, so that nothing blocks the probe. */
    private static String read(Process process) {
        try (InputStream in = process.getInputStream()) {
            byte[] kept = in.readNBytes(KEPT_OUTPUT);
            in.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
