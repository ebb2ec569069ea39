package dev.sidelight.emulator.definition;

import java.util.List;

/** A task definition that cannot be run, with everything that is wrong with it. */
public final class InvalidDefinition extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidDefinition(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
