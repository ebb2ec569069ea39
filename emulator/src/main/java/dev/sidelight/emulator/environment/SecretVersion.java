package dev.sidelight.emulator.environment;

import java.util.List;
import java.util.Optional;

/** One version of a secret, with the staging labels that are on it. */
record SecretVersion(Optional<String> id, List<String> stages, String value) {
    static final String CURRENT = "AWSCURRENT";

    SecretVersion {
        stages = List.copyOf(stages);
    }

    static SecretVersion current(String value) {
        return new SecretVersion(Optional.empty(), List.of(CURRENT), value);
    }

    /** Without the value, which is for the container alone. */
    @Override
    public String toString() {
        return "version " + id.orElse("without id") + " " + stages;
    }
}
