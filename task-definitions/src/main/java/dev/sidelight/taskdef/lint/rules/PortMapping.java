package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A port of a container. */
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

    /** The container's port; 0 where it is not known. */
    long port() {
        return container().orElse(0);
    }

    String protocol() {
        Spot protocol = spot.at("protocol");
        return protocol.isAbsent() ? "tcp" : protocol.raw().orElse("?").toLowerCase(Locale.ROOT);
    }

    boolean isSameAs(PortMapping other) {
        return owner.equals(other.owner) && port() == other.port();
    }

    /** Whether it says what {@code other} of the same container says. */
    boolean repeats(PortMapping other, boolean sharedNetwork) {
        return port() != 0
                && port() == other.port()
                && protocol().equals(other.protocol())
                && (sharedNetwork || host().orElse(0) == other.host().orElse(0));
    }
}
