package dev.sidelight.emulator.program;

import dev.sidelight.emulator.definition.DurationText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Uses a given share of one CPU, some memory and some disk, steadily or in waves. */
@Command(name = "worker", description = "Uses a given share of one CPU, some memory and some disk.")
public final class Worker implements Callable<Integer> {
    private static final long SLICE = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_DEBT = Duration.ofMillis(500).toNanos();
    private static final int PAGE = 4096;

    @Option(names = "--cpu", defaultValue = "0.1", description = "Share of one CPU. Default: ${DEFAULT-VALUE}")
    private double cpu;

    @Option(names = "--memory", defaultValue = "0", description = "Memory to touch, such as 64m.")
    private String memory = "0";

    @Option(names = "--leak", defaultValue = "0", description = "Memory to touch more each second, such as 2m.")
    private String leak = "0";

    @Option(names = "--exit-after", description = "Ends by itself then.")
    private Optional<String> exitAfter = Optional.empty();

    @Option(names = "--exit-code", defaultValue = "0", description = "With this code. Default: ${DEFAULT-VALUE}")
    private int exitCode;

    @Option(names = "--disk", defaultValue = "0", description = "Bytes to write anew each second, such as 1m.")
    private String disk = "0";

    @Option(names = "--wave", description = "Lets the load rise and fall over this time, such as 60s.")
    private Optional<String> wave = Optional.empty();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Worker()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Optional<Duration> period = wave.map(DurationText::parse);
        long bytes = size(memory);
        long written = size(disk);
        long leaked = size(leak);
        long end = exitAfter.map(DurationText::parse).map(Duration::toNanos).orElse(Long.MAX_VALUE);
        List<ByteBuffer> touched = new ArrayList<>();
        Optional<Path> last = Optional.empty();
        Path directory = Path.of(System.getenv().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir")));
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long before = start;
        long nextSecond = start;
        double due = system.getProcessCpuTime();
        while (System.nanoTime() - start < end) {
            long now = System.nanoTime();
            double share = share(now - start, period);
            due += (now - before) * cpu * share;
            before = now;
            // The feedback is the whole process's CPU time, so what JIT, GC and the disk cost counts too.
            due = Math.max(due, system.getProcessCpuTime() - (double) LONGEST_DEBT);
            burn(due, system, now + SLICE);
            if (now >= nextSecond) {
                nextSecond += 1_000_000_000L;
                touch(touched, (long) (bytes * share));
                bytes += leaked;
                last = write(directory, (long) (written * share), last);
            }
            LockSupport.parkNanos(SLICE / 4);
        }
        return exitCode;
    }

    private static void burn(double due, com.sun.management.OperatingSystemMXBean system, long until) {
        while (system.getProcessCpuTime() < due && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** From 0.1 to 1 and back over each period. */
    private static double share(long nanos, Optional<Duration> period) {
        return period.map(wave -> 0.55 - 0.45 * Math.cos(2 * Math.PI * nanos / wave.toNanos()))
                .orElse(1.0);
    }

    private static void touch(List<ByteBuffer> touched, long bytes) {
        int mebibyte = 1 << 20;
        while (touched.size() * (long) mebibyte < bytes) {
            ByteBuffer block =
                    ByteBuffer.allocateDirect(mebibyte); // outside the heap, whose limit is not the container's
            for (int i = 0; i < mebibyte; i += PAGE) {
                block.put(i, (byte) 1);
            }
            touched.add(block);
        }
        while (touched.size() * (long) mebibyte > bytes + mebibyte) {
            touched.removeLast();
        }
    }

    /** Deletes the file before once the next is there, so that a disk in use shows as one. */
    private static Optional<Path> write(Path directory, long bytes, Optional<Path> before) throws IOException {
        if (bytes == 0) {
            return before;
        }
        Path file = Files.createTempFile(directory, "worker", ".bin");
        Files.write(file, new byte[Math.toIntExact(bytes)]);
        if (before.isPresent()) {
            Files.deleteIfExists(before.get());
        }
        return Optional.of(file);
    }

    private static long size(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int shift = lower.endsWith("g") ? 30 : lower.endsWith("m") ? 20 : lower.endsWith("k") ? 10 : 0;
        return Long.parseLong(shift == 0 ? lower : lower.substring(0, lower.length() - 1)) << shift;
    }
}
