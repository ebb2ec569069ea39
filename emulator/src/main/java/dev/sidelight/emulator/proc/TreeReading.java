package dev.sidelight.emulator.proc;

import java.util.OptionalLong;

/** What a container's processes use together: CPU in nanoseconds, memory and I/O in bytes. */
public record TreeReading(
        long userNanos,
        long kernelNanos,
        long anonBytes,
        long fileBytes,
        long sharedBytes,
        long faults,
        long majorFaults,
        long readBytes,
        long writtenBytes,
        long threads,
        OptionalLong threadLimit) {
    static final TreeReading NONE = new TreeReading(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, OptionalLong.empty());

    TreeReading plus(ProcessReading one) {
        ProcessStat stat = one.stat();
        return new TreeReading(
                userNanos + ProcFiles.nanos(stat.userTicks()),
                kernelNanos + ProcFiles.nanos(stat.kernelTicks()),
                anonBytes + one.anonBytes(),
                fileBytes + one.fileBytes(),
                sharedBytes + one.sharedBytes(),
                faults + stat.faults(),
                majorFaults + stat.majorFaults(),
                readBytes + one.readBytes(),
                writtenBytes + one.writtenBytes(),
                threads + stat.threads(),
                threadLimit);
    }

    /** The counters alone: what a process leaves behind when it is gone. */
    TreeReading counters() {
        return new TreeReading(
                userNanos, kernelNanos, 0, 0, 0, faults, majorFaults, readBytes, writtenBytes, 0, threadLimit);
    }

    /** Counters never below an earlier reading's: a child between its end and its parent's wait is nowhere. */
    TreeReading notBelow(TreeReading earlier) {
        return new TreeReading(
                Math.max(userNanos, earlier.userNanos),
                Math.max(kernelNanos, earlier.kernelNanos),
                anonBytes,
                fileBytes,
                sharedBytes,
                Math.max(faults, earlier.faults),
                Math.max(majorFaults, earlier.majorFaults),
                Math.max(readBytes, earlier.readBytes),
                Math.max(writtenBytes, earlier.writtenBytes),
                threads,
                threadLimit);
    }

    TreeReading withThreadLimit(OptionalLong limit) {
        return new TreeReading(
                userNanos,
                kernelNanos,
                anonBytes,
                fileBytes,
                sharedBytes,
                faults,
                majorFaults,
                readBytes,
                writtenBytes,
                threads,
                limit);
    }
}
