package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;

/** Section K: Sidelight's own container. */
final class SidecarRules {

    private static final String PORT = "SIDELIGHT_HTTP_PORT";
    private static final long DEFAULT_PORT = 9779;
    private static final String EXPORTER_PORT = "ECS_PROMETHEUS_EXPORTER_PORT";

    static final List<Rule> RULES = List.of(
            Rule.of(
                    96,
                    WARNING,
                    OPERATION,
                    "Sidelight is there twice",
                    "Both measure the same task, and both are paid for.",
                    "remove one of them",
                    "Sidelight",
                    SidecarRules::twice),
            Rule.of(
                    97,
                    ERROR,
                    RUN,
                    "another container takes Sidelight's port",
                    "The containers share one network; whichever is second does not start.",
                    "set SIDELIGHT_HTTP_PORT to a free port",
                    "Sidelight",
                    SidecarRules::port),
            Rule.of(
                    98,
                    WARNING,
                    OPERATION,
                    "Sidelight is essential",
                    "When the monitor stops, so does the application.",
                    "set essential to false",
                    "Sidelight",
                    SidecarRules::essential),
            Rule.of(
                    99,
                    WARNING,
                    OPERATION,
                    "Sidelight cannot be discovered",
                    "Discovery by docker labels needs ECS_PROMETHEUS_EXPORTER_PORT, and that port among portMappings.",
                    "set the label to the port that is mapped",
                    "CloudWatch agent and ecsobserver, docker labels",
                    SidecarRules::discovery),
            Rule.of(
                            100,
                            WARNING,
                            RUN,
                            "a Fargate platform without the metadata endpoint",
                            "Version 4 of the metadata endpoint, which Sidelight reads, is there since platform 1.4.0.",
                            "set PlatformVersion to LATEST",
                            "ECS guide, task metadata endpoint",
                            ServiceRules::platformVersion)
                    .from(Rule.Scope.SERVICES),
            Rule.of(
                    101,
                    INFO,
                    SECURITY,
                    "pidMode task is not needed for metrics",
                    "Sidelight reads the metadata endpoint, and no processes.",
                    "remove pidMode, unless something else needs it",
                    "Sidelight",
                    SidecarRules::pidMode),
            Rule.of(
                    102,
                    WARNING,
                    OPERATION,
                    "Sidelight waits for the application",
                    "Containers stop in reverse order: Sidelight would stop first, and the last metrics would be lost.",
                    "remove dependsOn from Sidelight's container",
                    "Sidelight",
                    SidecarRules::waits),
            Rule.undecided(
                    103,
                    WARNING,
                    REGISTRATION,
                    "no room for Sidelight",
                    "Whether a container more is too much for the task is said when it is added.",
                    "take the next size of task",
                    "Sidelight"));

    private SidecarRules() {}

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

    private static void twice(Subject subject, Findings out) {
        subject.sidecars().stream()
                .skip(1)
                .forEach(sidecar -> out.at(sidecar.spot(), "Sidelight is in this task already"));
    }

    private static long port(Container sidecar) {
        return sidecar.environment(PORT)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Long::parseLong)
                .orElse(DEFAULT_PORT);
    }

    private static void port(Subject subject, Findings out) {
        if (!subject.hasNetworkMode("awsvpc", "host")) {
            return;
        }
        for (Container sidecar : subject.sidecars()) {
            long port = port(sidecar);
            boolean mapped = PortMapping.of(sidecar).stream().anyMatch(mapping -> mapping.port() == port);
            if (mapped) {
                continue;
            }
            PortMapping.all(subject).stream()
                    .filter(mapping -> !mapping.owner().isSidelight() && mapping.port() == port)
                    .forEach(mapping -> out.at(mapping.spot().at("containerPort"), "port " + port + " is Sidelight's"));
        }
    }

    private static void essential(Subject subject, Findings out) {
        for (Container sidecar : subject.sidecars()) {
            if (sidecar.isEssential() && sidecar.at("healthCheck").isAbsent()) {
                out.at(sidecar.at("essential"), "the sidecar " + sidecar.label() + " is essential");
            }
        }
    }

    private static void discovery(Subject subject, Findings out) {
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

    private static void pidMode(Subject subject, Findings out) {
        if (subject.at("pidMode").is("task") && !subject.sidecars().isEmpty()) {
            out.at(subject.at("pidMode"), "Sidelight needs no pidMode");
        }
    }

    private static void waits(Subject subject, Findings out) {
        for (Container sidecar : subject.sidecars()) {
            if (!sidecar.at("dependsOn").items().isEmpty()) {
                out.at(sidecar.at("dependsOn"), "the sidecar " + sidecar.label() + " stops before what it watches");
            }
        }
    }
}
