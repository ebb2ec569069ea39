package dev.sidelight.emulator.proc;

/** What one network interface has counted since it came up. */
public record InterfaceCounters(
        long rxBytes,
        long rxPackets,
        long rxErrors,
        long rxDropped,
        long txBytes,
        long txPackets,
        long txErrors,
        long txDropped) {}
