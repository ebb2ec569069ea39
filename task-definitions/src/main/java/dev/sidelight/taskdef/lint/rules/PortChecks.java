package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Stage;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of ports, of {@link NetworkRules}. */
final class PortChecks {

    private static final int FIRST_EPHEMERAL = 32768;
    private static final Set<Long> RESERVED = Set.of(22L, 2375L, 2376L, 51678L, 51679L, 51680L);
    private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,63}");
    private static final int MOST_RANGES = 100;

    private PortChecks() {}

    static void hostPort(Subject subject, Findings out) {
        if (!subject.hasNetworkMode("awsvpc", "host")) {
            return;
        }
        for (PortMapping mapping : PortMapping.all(subject)) {
            long host = mapping.host().orElse(0);
            if (host != 0 && mapping.container().isPresent() && host != mapping.port()) {
                out.at(
                        mapping.spot().at("hostPort"),
                        "hostPort " + host + " is not containerPort " + mapping.port() + ", as networkMode "
                                + subject.networkMode().orElse("?") + " needs");
            }
        }
    }

    static void clashes(Subject subject, Findings out) {
        if (subject.hasNetworkMode("bridge")) {
            hostClashes(subject, out);
        }
        if (!subject.hasNetworkMode("awsvpc", "host")) {
            return;
        }
        List<PortMapping> taken = new ArrayList<>();
        for (PortMapping mapping : PortMapping.all(subject)) {
            taken.stream()
                    .filter(other -> !other.owner().equals(mapping.owner()) && mapping.hasProtocolOf(other))
                    .filter(other -> mapping.shared(other).isPresent())
                    .findFirst()
                    .ifPresent(other -> out.at(
                            mapping.place(),
                            "container " + other.owner().label() + " takes "
                                    + mapping.shared(other).orElseThrow().words() + ", too"));
            taken.add(mapping);
        }
    }

    /** In bridge mode a range's ports of the host are given as they are free. */
    private static void hostClashes(Subject subject, Findings out) {
        Map<String, PortMapping> taken = new HashMap<>();
        for (PortMapping mapping : PortMapping.all(subject)) {
            long port = mapping.host().orElse(0);
            if (port == 0) {
                continue;
            }
            PortMapping other = taken.putIfAbsent(port + mapping.protocol(), mapping);
            boolean same = other != null && other.owner().equals(mapping.owner()) && other.repeats(mapping, false);
            if (other != null && !same) {
                out.at(
                        mapping.spot().at("hostPort"),
                        ERROR,
                        Stage.REGISTRATION,
                        "host port " + port + " is mapped by " + other.owner().label() + ", too");
            }
        }
    }

    static void mappings(Subject subject, Findings out) {
        boolean shared = subject.hasNetworkMode("awsvpc", "host");
        for (Container container : subject.containers()) {
            List<PortMapping> before = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (PortMapping mapping : PortMapping.of(container)) {
                Spot spot = mapping.spot();
                port(spot.at("containerPort"), 1, out);
                port(spot.at("hostPort"), 0, out);
                protocol(spot.at("protocol"), out);
                range(subject, spot.at("containerPortRange"), out);
                name(spot.at("name"), names, out);
                repeated(mapping, before, shared, out);
                before.add(mapping);
            }
            long ranges = before.stream().filter(PortMapping::isRange).count();
            if (ranges > MOST_RANGES) {
                out.at(container.at("portMappings"), ranges + " ranges of ports are more than " + MOST_RANGES);
            }
        }
    }

    private static void repeated(PortMapping mapping, List<PortMapping> before, boolean shared, Findings out) {
        before.stream()
                .filter(other -> other.repeats(mapping, shared))
                .findFirst()
                .ifPresent(other -> {
                    PortRange both = mapping.shared(other).orElseThrow();
                    out.at(mapping.place(), both.words() + " " + both.are() + " mapped twice");
                });
        before.stream()
                .filter(other -> mapping.shared(other).isPresent() && !mapping.hasProtocolOf(other))
                .findFirst()
                .ifPresent(other -> {
                    PortRange both = mapping.shared(other).orElseThrow();
                    out.at(
                            mapping.place(),
                            WARNING,
                            Stage.RUN,
                            both.words() + " " + both.are()
                                    + " mapped for tcp and for udp, which no load balancer and no "
                                    + "service registry takes");
                });
    }

    private static void port(Spot port, int least, Findings out) {
        port.number().ifPresent(number -> {
            if (number < least || number > PortRange.MOST) {
                out.at(port, port.name() + " " + number + " is not " + least + " to " + PortRange.MOST);
            }
        });
    }

    private static void protocol(Spot protocol, Findings out) {
        protocol.text()
                .filter(text -> !text.equalsIgnoreCase("tcp") && !text.equalsIgnoreCase("udp"))
                .ifPresent(text -> out.at(protocol, "protocol \"" + Texts.brief(text) + "\" is neither tcp nor udp"));
    }

    private static void name(Spot name, Set<String> taken, Findings out) {
        name.text().ifPresent(text -> {
            if (!PORT_NAME.matcher(text).matches()) {
                out.at(
                        name,
                        "port name \"" + Texts.brief(text)
                                + "\" is not up to 64 of a-z, 0-9, _ and -, or begins with -");
            } else if (!taken.add(text)) {
                out.at(name, "another port is named \"" + text + "\", too");
            }
        });
    }

    private static void range(Subject subject, Spot range, Findings out) {
        range.text().ifPresent(text -> {
            if (PortRange.parse(text).isEmpty()) {
                out.at(range, "containerPortRange \"" + Texts.brief(text) + "\" is no rising range of 1 to 65535");
            } else if (subject.hasNetworkMode("host")) {
                out.at(range, "networkMode host takes no containerPortRange");
            }
        });
    }

    static void staticPorts(Subject subject, Findings out) {
        if (!subject.hasNetworkMode("bridge")) {
            return;
        }
        for (PortMapping mapping : PortMapping.all(subject)) {
            Spot host = mapping.spot().at("hostPort");
            long port = host.number().orElse(0);
            if (RESERVED.contains(port)) {
                out.at(host, "host port " + port + " is the instance's own");
            } else if (port >= FIRST_EPHEMERAL && port <= PortRange.MOST) {
                out.at(host, "host port " + port + " is among those that are given to other tasks");
            }
        }
    }
}
