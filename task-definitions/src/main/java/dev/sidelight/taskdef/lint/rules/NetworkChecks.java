package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of {@link NetworkRules}. */
final class NetworkChecks {

    private NetworkChecks() {}

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

    /** Fargate has awsvpc alone and external instances have all but that, so that a definition is for one of them. */
    static void anywhere(Subject subject, Findings out) {
        Spot compatibilities = subject.at("requiresCompatibilities");
        Optional<Spot> external = compatibilities.items().stream()
                .filter(one -> one.is("EXTERNAL"))
                .findFirst();
        if (external.isEmpty()) {
            return;
        }
        if (subject.isFargate()) {
            out.at(
                    external.get(),
                    "no network mode is for Fargate (awsvpc alone) and EXTERNAL (bridge, host, none), too",
                    "make a definition for each of the two");
        } else if (subject.at("networkMode").is("awsvpc")) {
            out.at(subject.at("networkMode"), "EXTERNAL does not take networkMode awsvpc");
        }
    }

    static void hostNetwork(Subject subject, Findings out) {
        if (!subject.isFargate() && subject.at("networkMode").is("host")) {
            out.at(subject.at("networkMode"), "the task shares the network of its instance");
        }
    }
}
