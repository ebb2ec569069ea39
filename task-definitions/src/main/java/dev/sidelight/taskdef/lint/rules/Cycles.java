package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Circles of containers that depend on each other. */
final class Cycles {

    private final Map<String, Set<String>> dependencies = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    private Cycles(Subject subject) {
        for (Container container : subject.containers()) {
            container
                    .at("name")
                    .text()
                    .ifPresent(name -> dependencies.put(
                            name,
                            container.at("dependsOn").items().stream()
                                    .flatMap(dependency -> dependency.at("containerName").text().stream())
                                    .filter(other -> !other.equals(name))
                                    .collect(Collectors.toSet())));
        }
    }

    /** Whether there is one, of two containers or more. */
    static boolean in(Subject subject) {
        Cycles cycles = new Cycles(subject);
        return cycles.dependencies.keySet().stream().anyMatch(name -> cycles.leadsBack(name, new HashSet<>()));
    }

    private boolean leadsBack(String name, Set<String> above) {
        if (done.contains(name)) {
            return false;
        }
        if (!above.add(name)) {
            return true;
        }
        boolean back = dependencies.getOrDefault(name, Set.of()).stream().anyMatch(one -> leadsBack(one, above));
        above.remove(name);
        done.add(name);
        return back;
    }
}
