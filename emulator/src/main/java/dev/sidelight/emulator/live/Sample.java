package dev.sidelight.emulator.live;

import dev.sidelight.emulator.proc.InterfaceCounters;
import dev.sidelight.emulator.proc.TreeReading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A container's numbers, and the moment they were read; cached are the files that it has written. */
record Sample(
        Instant read, TreeReading use, long cachedBytes, long systemNanos, Map<String, InterfaceCounters> interfaces) {
    Sample {
        interfaces = new LinkedHashMap<>(interfaces);
    }
}
