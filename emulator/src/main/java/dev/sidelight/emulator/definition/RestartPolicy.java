package dev.sidelight.emulator.definition;

import java.time.Duration;
import java.util.List;

/** When a container that exits is started again in place: not after an ignored code, nor when it ran more shortly. */
public record RestartPolicy(List<Integer> ignoredExitCodes, Duration attemptPeriod) {
    public RestartPolicy {
        ignoredExitCodes = List.copyOf(ignoredExitCodes);
    }
}
