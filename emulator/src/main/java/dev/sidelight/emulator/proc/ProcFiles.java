package dev.sidelight.emulator.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the files under {@code /proc}; a process that has just gone has no numbers. */
public final class ProcFiles {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern BLANKS = Pattern.compile("[\\s:]+");
    private static final long KIB = 1024;
    private static final long NANOS_PER_TICK = 10_000_000;

    private ProcFiles() {}

    public static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Linux shows times to user space at 100 ticks a second on every architecture that ECS runs on. */
    static long nanos(long ticks) {
        return ticks * NANOS_PER_TICK;
    }

    /** What all CPUs of the host have spent, idle time included. */
    public static long systemCpuNanos() {
        List<String> fields = lines(PROC.resolve("stat")).stream()
                .findFirst()
                .map(line -> BLANKS.splitAsStream(line).toList())
                .orElse(List.of());
        // user nice system idle iowait irq softirq: as Docker sums them
        return nanos(fields.stream().skip(1).limit(7).mapToLong(Long::parseLong).sum());
    }

    public static long hostMemoryBytes() {
        return labelled(PROC.resolve("meminfo")).getOrDefault("MemTotal", 0L) * KIB;
    }

    /** Empty when unlimited. */
    static OptionalLong threadLimit(long pid) {
        return lines(of(pid).resolve("limits")).stream()
                .filter(line -> line.startsWith("Max processes"))
                .map(line -> BLANKS.splitAsStream(line).toList().get(2))
                .filter(limit -> !limit.equals("unlimited"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    static List<ProcessStat> allStats() {
        List<ProcessStat> stats = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> lines(entry.resolve("stat")).stream()
                    .findFirst()
                    .map(ProcessStat::of)
                    .ifPresent(stats::add));
        } catch (IOException e) {
            return List.of();
        }
        return stats;
    }

    static ProcessReading reading(ProcessStat stat) {
        Map<String, Long> status = labelled(of(stat.pid()).resolve("status"));
        Map<String, Long> io = labelled(of(stat.pid()).resolve("io"));
        return new ProcessReading(
                stat,
                status.getOrDefault("RssAnon", 0L) * KIB,
                status.getOrDefault("RssFile", 0L) * KIB,
                status.getOrDefault("RssShmem", 0L) * KIB,
                io.getOrDefault("read_bytes", 0L),
                io.getOrDefault("write_bytes", 0L));
    }

    /** The interfaces that a process sees, by name. */
    public static Map<String, InterfaceCounters> interfaces(long pid) {
        Map<String, InterfaceCounters> interfaces = new LinkedHashMap<>();
        for (String line : lines(of(pid).resolve("net/dev"))) {
            List<String> f = BLANKS.splitAsStream(line.strip()).toList();
            if (line.indexOf('|') < 0 && f.size() >= 13) {
                interfaces.put(
                        f.getFirst(),
                        new InterfaceCounters(
                                at(f, 1), at(f, 2), at(f, 3), at(f, 4), at(f, 9), at(f, 10), at(f, 11), at(f, 12)));
            }
        }
        return interfaces;
    }

    private static long at(List<String> fields, int index) {
        return Long.parseLong(fields.get(index));
    }

    private static Map<String, Long> labelled(Path file) {
        Map<String, Long> values = new HashMap<>();
        for (String line : lines(file)) {
            List<String> words = BLANKS.splitAsStream(line).toList();
            if (words.size() > 1) {
                number(words.get(1)).ifPresent(value -> values.put(words.getFirst(), value));
            }
        }
        return values;
    }

    private static Optional<Long> number(String word) {
        return word.chars().allMatch(Character::isDigit) && !word.isEmpty() && word.length() < 19
                ? Optional.of(Long.valueOf(word))
                : Optional.empty();
    }

    private static Path of(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
