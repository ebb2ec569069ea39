package dev.sidelight.health.json;

import java.util.List;

/** A policy that means nothing, with everything that is wrong with it: a JSON pointer each, and what would be right. */
public final class InvalidPolicy extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    InvalidPolicy(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, one line each. */
    public List<String> faults() {
        return faults;
    }
}
