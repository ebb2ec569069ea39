package dev.sidelight.emulator.proc;

import java.util.List;
import java.util.regex.Pattern;

/** The fields of {@code /proc/PID/stat} that matter here; ticks and faults include waited-for children. */
record ProcessStat(
        long pid,
        long parent,
        long session,
        long startTicks,
        long userTicks,
        long kernelTicks,
        long faults,
        long majorFaults,
        long threads) {
    private static final Pattern SPACE = Pattern.compile(" ");

    /** A name may hold blanks and brackets, so the fields are counted from its last bracket. */
    static ProcessStat of(String line) {
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        List<String> fields =
                SPACE.splitAsStream(line.substring(line.lastIndexOf(')') + 2)).toList();
        return new ProcessStat(
                pid,
                number(fields, 4),
                number(fields, 6),
                number(fields, 22),
                number(fields, 14) + number(fields, 16),
                number(fields, 15) + number(fields, 17),
                number(fields, 10) + number(fields, 11) + number(fields, 12) + number(fields, 13),
                number(fields, 12) + number(fields, 13),
                number(fields, 20));
    }

    /** By the number that proc(5) gives it. */
    private static long number(List<String> fields, int field) {
        return Long.parseLong(fields.get(field - 3).strip());
    }
}
