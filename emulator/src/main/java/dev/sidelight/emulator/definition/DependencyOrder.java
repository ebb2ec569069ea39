package dev.sidelight.emulator.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers in an order in which none comes before what it depends on; tells what makes that impossible. */
public final class DependencyOrder {
    private DependencyOrder() {}

    /** Ordered as far as that is possible; in a circle the definition's order stays. */
    public static List<ContainerDefinition> of(List<ContainerDefinition> containers) {
        Map<String, ContainerDefinition> ordered = new LinkedHashMap<>();
        List<ContainerDefinition> left = new ArrayList<>(containers);
        boolean moved = true;
        while (moved) {
            moved = left.removeIf(container -> {
                boolean ready = container.dependsOn().stream().allMatch(one -> ordered.containsKey(one.container()));
                if (ready) {
                    ordered.put(container.name(), container);
                }
                return ready;
            });
        }
        left.forEach(container -> ordered.put(container.name(), container));
        return List.copyOf(ordered.values());
    }

    /** What is wrong with the dependencies, one line each. */
    static List<String> faults(List<ContainerDefinition> containers) {
        List<String> faults = new ArrayList<>();
        for (ContainerDefinition container : containers) {
            for (Dependency dependency : container.dependsOn()) {
                fault(container, dependency, containers).ifPresent(faults::add);
            }
        }
        if (faults.isEmpty() && isCircular(containers)) {
            faults.add("dependsOn: containers wait for each other in a circle: let one start first");
        }
        return faults;
    }

    private static Optional<String> fault(
            ContainerDefinition container, Dependency dependency, List<ContainerDefinition> containers) {
        String place = container.name() + "'s dependsOn " + dependency.container();
        Optional<ContainerDefinition> other = containers.stream()
                .filter(one -> one.name().equals(dependency.container()))
                .findFirst();
        if (other.isEmpty()) {
            return Optional.of(place + ": there is no container of that name");
        }
        return impossible(dependency.condition(), other.get()).map(reason -> place + ": " + reason);
    }

    /** Why the other can never be so, or must not. */
    private static Optional<String> impossible(Dependency.Condition condition, ContainerDefinition other) {
        return switch (condition) {
            case START -> Optional.empty();
            case COMPLETE, SUCCESS ->
                Optional.of(condition + " needs \"essential\": false there, for the end of an essential ends the task")
                        .filter(_ -> other.essential());
            case HEALTHY ->
                Optional.of("HEALTHY needs a healthCheck there")
                        .filter(_ -> other.healthCheck().isEmpty());
        };
    }

    private static boolean isCircular(List<ContainerDefinition> containers) {
        List<String> names = new ArrayList<>();
        for (ContainerDefinition container : of(containers)) {
            if (container.dependsOn().stream().anyMatch(one -> !names.contains(one.container()))) {
                return true;
            }
            names.add(container.name());
        }
        return false;
    }
}
