package dev.sidelight.emulator.environment;

import java.util.Map;
import java.util.TreeSet;

/** The variables of a container, secrets among them. */
public record ContainerEnvironment(Map<String, String> variables) {
    public ContainerEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The names alone. */
    @Override
    public String toString() {
        return new TreeSet<>(variables.keySet()).toString();
    }
}
