package dev.sidelight.agent.config;

import java.util.List;

/** A configuration that cannot be used; carries every fault, each naming its variable and what would be right. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    ConfigurationException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, one line each. */
    public List<String> faults() {
        return faults;
    }
}
