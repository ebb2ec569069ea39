package dev.sidelight.emulator.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which answers a fault applies to: what the task is (metadata), or what it uses (stats). */
public enum FaultPath {
    TASK,
    STATS;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FaultPath of(String label) {
        return Arrays.stream(values())
                .filter(path -> path.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown path \"" + label + "\": valid are " + labels() + ", or none for both"));
    }

    public static Set<FaultPath> all() {
        return EnumSet.allOf(FaultPath.class);
    }

    private static String labels() {
        return Arrays.stream(values()).map(FaultPath::label).collect(Collectors.joining(", "));
    }
}
