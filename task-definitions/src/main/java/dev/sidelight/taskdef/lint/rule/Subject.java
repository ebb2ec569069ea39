package dev.sidelight.taskdef.lint.rule;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A task definition as the rules look at it. */
public final class Subject {

    /** The docker label by which Sidelight's own container is known; its value is Sidelight's version. */
    public static final String VERSION_LABEL = "dev.sidelight.version";

    private final Definition definition;
    private final boolean fargate;
    private final List<Container> containers;

    /**
     * Looks at a definition.
     *
     * @param fargate whether it is for Fargate whatever it says itself
     */
    public Subject(Definition definition, boolean fargate) {
        this.definition = definition;
        this.fargate = fargate
                || definition.root().at("requiresCompatibilities").items().stream()
                        .anyMatch(one -> one.is("FARGATE"));
        this.containers = definition.containers().stream()
                .filter(spot -> spot.value().orElse(null) instanceof Value.Members)
                .map(Container::new)
                .toList();
    }

    public Definition definition() {
        return definition;
    }

    public Spot root() {
        return definition.root();
    }

    public Spot at(String field) {
        return root().at(field);
    }

    public List<Container> containers() {
        return containers;
    }

    public boolean isTemplate() {
        return definition.kind() == Definition.Kind.TEMPLATE;
    }

    public boolean isFargate() {
        return fargate;
    }

    /** Whether nothing unknown may make it a definition for Fargate. */
    public boolean isSurelyNotFargate() {
        Spot compatibilities = at("requiresCompatibilities");
        return !fargate
                && !compatibilities.isUnknown()
                && compatibilities.items().stream().noneMatch(Spot::isUnknown);
    }

    public boolean isWindows() {
        return at("runtimePlatform")
                        .at("operatingSystemFamily")
                        .text()
                        .filter(family -> family.startsWith("WINDOWS"))
                        .isPresent()
                || containers.stream().anyMatch(container -> container.image().isWindows());
    }

    /** The network mode; empty where it is unknown. */
    public Optional<String> networkMode() {
        if (fargate) {
            return Optional.of("awsvpc");
        }
        Spot mode = at("networkMode");
        return mode.isAbsent() ? Optional.of("bridge") : mode.text();
    }

    public boolean hasNetworkMode(String... modes) {
        return networkMode().filter(Set.of(modes)::contains).isPresent();
    }

    /** Whether all containers can be seen, so that what is not among them is nowhere. */
    public boolean areContainersKnown() {
        Spot all = at("containerDefinitions");
        return all.isPresent() && !all.isUnknown() && all.items().size() == containers.size();
    }

    /** The names of all containers; empty where one of them is unknown. */
    public Set<String> containerNames() {
        boolean known = areContainersKnown()
                && containers.stream()
                        .allMatch(container -> container.at("name").isKnown());
        return known
                ? containers.stream()
                        .flatMap(container -> container.at("name").text().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    public Optional<Container> container(String name) {
        return containers.stream()
                .filter(container -> container.at("name").is(name))
                .findFirst();
    }

    public List<Container> sidecars() {
        return containers.stream().filter(Container::isSidelight).toList();
    }

    /** The container that a pointer is in, by its label, or the definition's name. */
    String owner(String pointer) {
        return containers.stream()
                .filter(container -> (pointer + "/").startsWith(container.spot().pointer() + "/"))
                .findFirst()
                .map(Container::label)
                .orElse(definition.name());
    }
}
