package dev.sidelight.emulator.fault;

import java.util.Set;

/** A fault and the paths it applies to, written {@code NAME[@path]}. */
public record FaultSetting(Fault fault, Set<FaultPath> paths) {
    public FaultSetting {
        paths = Set.copyOf(paths);
    }

    public static FaultSetting of(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new FaultSetting(Fault.of(text), FaultPath.all())
                : new FaultSetting(Fault.of(text.substring(0, at)), Set.of(FaultPath.of(text.substring(at + 1))));
    }
}
