package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A port of a container, or a range of ports. */
record PortMapping(Container owner, Spot spot) {

    static List<PortMapping> of(Container container) {
        return container.at("portMappings").items().stream()
                .map(spot -> new PortMapping(container, spot))
                .toList();
    }

    static List<PortMapping> all(Subject subject) {
        return subject.containers().stream()
                .flatMap(container -> of(container).stream())
                .toList();
    }

    OptionalLong container() {
        return spot.at("containerPort").number();
    }

    OptionalLong host() {
        return spot.at("hostPort").number();
    }

    /** The container's port; 0 where it is not known, or where there is a range. */
    long port() {
        return container().orElse(0);
    }

    boolean isRange() {
        return spot.at("containerPortRange").isPresent();
    }

    /** The ports of the container that it takes; empty where they are not known, or are none. */
    Optional<PortRange> ports() {
        if (isRange()) {
            return spot.at("containerPortRange").text().flatMap(PortRange::parse);
        }
        return port() > 0 ? Optional.of(new PortRange(port(), port())) : Optional.empty();
    }

    /** Where it says which ports of the container it takes. */
    Spot place() {
        return spot.at(isRange() ? "containerPortRange" : "containerPort");
    }

    String protocol() {
        Spot protocol = spot.at("protocol");
        return protocol.isAbsent() ? "tcp" : protocol.raw().orElse("?").toLowerCase(Locale.ROOT);
    }

    boolean hasProtocolOf(PortMapping other) {
        return protocol().equals(other.protocol());
    }

    /** The ports that both take, of whatever protocol. */
    Optional<PortRange> shared(PortMapping other) {
        return ports().flatMap(own -> other.ports().flatMap(own::shared));
    }

    /**
     * Whether it takes what {@code other} of the same container takes. In bridge mode a port may have several of the host's,
     * but a range has none that were chosen.
     */
    boolean repeats(PortMapping other, boolean sharedNetwork) {
        return hasProtocolOf(other)
                && shared(other).isPresent()
                && (sharedNetwork
                        || isRange()
                        || other.isRange()
                        || host().orElse(0) == other.host().orElse(0));
    }
}
