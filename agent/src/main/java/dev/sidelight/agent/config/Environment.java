package dev.sidelight.agent.config;

import dev.sidelight.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables as given, and the faults found while they are read. */
final class Environment {

    private final Map<String, String> variables;
    private final List<String> faults = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The value of {@code variable}; of its fallback when it is unset, blank or invalid, the latter noted as a fault. */
    <T> Optional<T> read(Variable<T> variable) {
        String given = given(variable);
        if (!given.isEmpty()) {
            try {
                return Optional.of(variable.parser().parse(given));
            } catch (InvalidValue e) {
                if (e.parts().isEmpty()) {
                    faults.add(fault(variable, given, String.valueOf(e.getMessage())));
                }
                e.parts().forEach(part -> faults.add(variable.name() + " " + part));
            }
        }
        return fallback(variable);
    }

    /** The value with blanks at its ends left out: an environment file may hold blanks, and an empty one is none. */
    String given(Variable<?> variable) {
        return variables.getOrDefault(variable.name(), "").strip();
    }

    void fault(String fault) {
        faults.add(fault);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** A line for each variable that begins like ours and is none of ours. */
    List<String> warnings() {
        return variables.keySet().stream()
                .filter(name -> name.startsWith("SIDELIGHT_")
                        && !variables.getOrDefault(name, "").isBlank())
                .filter(name ->
                        Variable.ALL.stream().noneMatch(known -> known.name().equals(name)))
                .sorted()
                .map(name -> name + " is not a variable of this version and is ignored"
                        + Nearest.hint(
                                name, Variable.ALL.stream().map(Variable::name).toList()))
                .toList();
    }

    private static <T> Optional<T> fallback(Variable<T> variable) {
        if (variable.fallback().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(variable.parser().parse(variable.fallback()));
        } catch (InvalidValue e) {
            throw new IllegalStateException(variable.name(), e);
        }
    }

    private static String fault(Variable<?> variable, String given, String what) {
        String quotes =
                given.length() > 1 && "\"'".indexOf(given.charAt(0)) >= 0 && given.endsWith(given.substring(0, 1))
                        ? "; its quotes are part of the value, leave them out"
                        : "";
        return variable.name() + " is " + what + ": " + given + quotes + ". Valid: " + variable.valid() + ".";
    }
}
