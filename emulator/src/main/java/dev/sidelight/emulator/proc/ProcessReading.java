package dev.sidelight.emulator.proc;

/** One process's numbers: CPU in clock ticks, with that of children it has waited for; memory and I/O in bytes. */
record ProcessReading(
        ProcessStat stat, long anonBytes, long fileBytes, long sharedBytes, long readBytes, long writtenBytes) {}
