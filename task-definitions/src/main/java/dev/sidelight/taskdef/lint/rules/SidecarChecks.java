package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.Optional;
import java.util.OptionalLong;

/** The checks of {@link SidecarRules}. */
final class SidecarChecks {

    private static final String PORT = "SIDELIGHT_HTTP_PORT";
    private static final long DEFAULT_PORT = 9779;
    private static final String EXPORTER_PORT = "ECS_PROMETHEUS_EXPORTER_PORT";

    private SidecarChecks() {}

    static void essentialWithCheck(Subject subject, Findings out) {
        for (Container sidecar : subject.sidecars()) {
            if (sidecar.isEssential() && sidecar.at("healthCheck").isPresent()) {
                out.at(
                        sidecar.at("essential"),
                        "the sidecar " + sidecar.label() + " is essential and has a health check");
            }
        }
    }

    static void taskRole(Subject subject, Findings out) {
        boolean publishes = subject.sidecars().stream()
                .anyMatch(sidecar -> sidecar.environment("SIDELIGHT_CLOUDWATCH_ENABLED")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent());
        if (publishes && subject.at("taskRoleArn").isAbsent()) {
            out.at(subject.at("taskRoleArn"), "Sidelight publishes to CloudWatch, and the task has no role");
        }
    }

    static void twice(Subject subject, Findings out) {
        subject.sidecars().stream()
                .skip(1)
                .forEach(sidecar -> out.at(sidecar.spot(), "Sidelight is in this task already"));
    }

    /** The port that it listens on; empty where a template or a file may set it. */
    private static OptionalLong port(Container sidecar) {
        Optional<Spot> set = sidecar.at("environment").items().stream()
                .filter(variable ->
                        variable.at("name").word().filter(PORT::equals).isPresent())
                .findFirst();
        boolean elsewhere = sidecar.at("environmentFiles").isPresent()
                || sidecar.at("environment").isUnknown()
                || sidecar.at("secrets").items().stream()
                        .anyMatch(secret -> secret.at("name").is(PORT));
        if (set.isEmpty()) {
            return elsewhere ? OptionalLong.empty() : OptionalLong.of(DEFAULT_PORT);
        }
        return set.get().at("value").number();
    }

    static void port(Subject subject, Findings out) {
        if (!subject.hasNetworkMode("awsvpc", "host")) {
            return;
        }
        for (Container sidecar : subject.sidecars()) {
            port(sidecar).ifPresent(port -> {
                boolean mapped = PortMapping.of(sidecar).stream().anyMatch(mapping -> takes(mapping, port));
                PortMapping.all(subject).stream()
                        .filter(mapping -> !mapped && !mapping.owner().isSidelight() && takes(mapping, port))
                        .forEach(mapping -> out.at(mapping.place(), "port " + port + " is Sidelight's"));
            });
        }
    }

    private static boolean takes(PortMapping mapping, long port) {
        return mapping.protocol().equals("tcp")
                && mapping.ports().filter(ports -> ports.holds(port)).isPresent();
    }

    static void essential(Subject subject, Findings out) {
        for (Container sidecar : subject.sidecars()) {
            if (sidecar.isEssential() && sidecar.at("healthCheck").isAbsent()) {
                out.at(sidecar.at("essential"), "the sidecar " + sidecar.label() + " is essential");
            }
        }
    }

    static void discovery(Subject subject, Findings out) {
        for (Container sidecar : subject.sidecars()) {
            Spot labels = sidecar.at("dockerLabels");
            Spot label = labels.entry(EXPORTER_PORT);
            boolean chosen =
                    labels.entries().stream().anyMatch(entry -> entry.name().startsWith("ECS_PROMETHEUS_"));
            if (chosen && label.isAbsent()) {
                out.at(label, "the label " + EXPORTER_PORT + " is missing");
            }
            label.number().ifPresent(port -> {
                boolean mapped = PortMapping.of(sidecar).stream().anyMatch(mapping -> mapping.port() == port);
                if (!mapped) {
                    out.at(label, "port " + port + " is not among the sidecar's portMappings");
                }
            });
        }
    }

    static void pidMode(Subject subject, Findings out) {
        if (subject.at("pidMode").is("task") && !subject.sidecars().isEmpty()) {
            out.at(subject.at("pidMode"), "Sidelight needs no pidMode");
        }
    }

    static void waits(Subject subject, Findings out) {
        for (Container sidecar : subject.sidecars()) {
            if (!sidecar.at("dependsOn").items().isEmpty()) {
                out.at(sidecar.at("dependsOn"), "the sidecar " + sidecar.label() + " stops before what it watches");
            }
        }
    }
}
