package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks of {@link NetworkRules}. */
final class NetworkChecks {

    private static final int MOST_PORT = 65535;
    private static final int FIRST_EPHEMERAL = 32768;
    private static final Set<Long> RESERVED = Set.of(22L, 2375L, 2376L, 51678L, 51679L, 51680L);
    private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,63}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    private NetworkChecks() {}

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

    static void noNetwork(Subject subject, Findings out) {
        if (!subject.hasNetworkMode("none")) {
            return;
        }
        for (Container container : subject.containers()) {
            if (!container.at("portMappings").items().isEmpty()) {
                out.at(container.at("portMappings"), "networkMode none has no ports to map");
            }
        }
    }

    static void clashes(Subject subject, Findings out) {
        boolean shared = subject.hasNetworkMode("awsvpc", "host");
        boolean bridge = subject.hasNetworkMode("bridge");
        Map<String, PortMapping> taken = new HashMap<>();
        for (PortMapping mapping : PortMapping.all(subject)) {
            long port = shared ? mapping.port() : bridge ? mapping.host().orElse(0) : 0;
            if (port == 0) {
                continue;
            }
            PortMapping other = taken.putIfAbsent(port + mapping.protocol(), mapping);
            if (other == null || mapping.isSameAs(other)) {
                continue;
            }
            if (shared && !other.owner().equals(mapping.owner())) {
                out.at(
                        mapping.spot().at("containerPort"),
                        "container " + other.owner().label() + " takes port " + port + ", too");
            } else if (bridge) {
                out.at(
                        mapping.spot().at("hostPort"),
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
                range(spot.at("containerPortRange"), out);
                name(spot.at("name"), names, out);
                before.stream()
                        .filter(other -> other.repeats(mapping, shared))
                        .findFirst()
                        .ifPresent(
                                _ -> out.at(spot.at("containerPort"), "port " + mapping.port() + " is mapped twice"));
                before.stream()
                        .filter(other -> mapping.port() != 0
                                && other.port() == mapping.port()
                                && !other.protocol().equals(mapping.protocol()))
                        .findFirst()
                        .ifPresent(_ -> out.at(
                                spot.at("containerPort"),
                                WARNING,
                                "port " + mapping.port()
                                        + " is mapped for tcp and for udp, which no load balancer and no "
                                        + "service registry takes"));
                before.add(mapping);
            }
        }
    }

    private static void port(Spot port, int least, Findings out) {
        port.number().ifPresent(number -> {
            if (number < least || number > MOST_PORT) {
                out.at(port, port.name() + " " + number + " is not " + least + " to " + MOST_PORT);
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

    private static void range(Spot range, Findings out) {
        range.text().ifPresent(text -> {
            Matcher matcher = RANGE.matcher(text);
            boolean good = matcher.matches()
                    && Integer.parseInt(matcher.group(1)) >= 1
                    && Integer.parseInt(matcher.group(1)) < Integer.parseInt(matcher.group(2))
                    && Integer.parseInt(matcher.group(2)) <= MOST_PORT;
            if (!good) {
                out.at(range, "containerPortRange \"" + Texts.brief(text) + "\" is no rising range of 1 to 65535");
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
            } else if (port >= FIRST_EPHEMERAL && port <= MOST_PORT) {
                out.at(host, "host port " + port + " is among those that are given to other tasks");
            }
        }
    }

    static void names(Subject subject, Findings out) {
        Set<String> names = subject.containerNames();
        boolean awsvpc = subject.hasNetworkMode("awsvpc");
        boolean unlinked = subject.hasNetworkMode("awsvpc", "host", "none") && !subject.isFargate();
        for (Container container : subject.containers()) {
            Spot host = container.at("hostname");
            if (awsvpc && host.isPresent() && host.value().isPresent()) {
                out.at(host, "networkMode awsvpc does not take hostname");
            }
            if (awsvpc
                    && !subject.isFargate()
                    && !container.at("extraHosts").items().isEmpty()) {
                out.at(container.at("extraHosts"), "networkMode awsvpc does not take extraHosts");
            }
            List<Spot> links = container.at("links").items();
            if (unlinked && !links.isEmpty()) {
                out.at(
                        container.at("links"),
                        "networkMode " + subject.networkMode().orElse("?") + " has no links");
                continue;
            }
            for (Spot link : links) {
                link.text()
                        .map(text -> text.replaceAll(":.*", ""))
                        .filter(name -> !subject.isFargate() && !names.isEmpty() && !names.contains(name))
                        .ifPresent(name -> out.at(
                                link, "there is no container " + name + " to link to" + Nearest.hint(name, names)));
            }
        }
    }

    static void hostNetwork(Subject subject, Findings out) {
        if (!subject.isFargate() && subject.at("networkMode").is("host")) {
            out.at(subject.at("networkMode"), "the task shares the network of its instance");
        }
    }
}
