package dev.sidelight.taskdef.lint.rules;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The sizes of tasks that Fargate has. */
public final class FargateSizes {

    private static final NavigableMap<Long, List<Long>> MEMORIES = new TreeMap<>(Map.of(
            256L, List.of(512L, 1024L, 2048L),
            512L, steps(1024, 4096, 1024),
            1024L, steps(2048, 8192, 1024),
            2048L, steps(4096, 16384, 1024),
            4096L, steps(8192, 30720, 1024),
            8192L, steps(16384, 61440, 4096),
            16384L, steps(32768, 122880, 8192),
            32768L, List.of(61440L, 122880L, 249856L)));

    private FargateSizes() {}

    /** A task's cpu in units and memory in MiB. */
    public record Size(long cpu, long memory) {}

    public static boolean exists(long cpu, long memory) {
        return memories(cpu).contains(memory);
    }

    /** The smallest size that has at least this. */
    public static Optional<Size> next(long cpu, long memory) {
        return MEMORIES.tailMap(cpu, true).entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(one -> one >= memory)
                        .limit(1)
                        .map(one -> new Size(entry.getKey(), one)))
                .findFirst();
    }

    static List<Long> memories(long cpu) {
        return MEMORIES.getOrDefault(cpu, List.of());
    }

    static String cpus() {
        return MEMORIES.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static String words(long cpu) {
        List<Long> all = memories(cpu);
        return all.size() <= 3
                ? all.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : all.getFirst() + " to " + all.getLast() + " in steps of " + (all.get(1) - all.getFirst());
    }

    private static List<Long> steps(long from, long to, long step) {
        return LongStream.iterate(from, one -> one <= to, one -> one + step)
                .boxed()
                .toList();
    }
}
