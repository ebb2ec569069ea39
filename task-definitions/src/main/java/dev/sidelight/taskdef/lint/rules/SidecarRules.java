package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section K: Sidelight's own container. */
final class SidecarRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                    96,
                    WARNING,
                    OPERATION,
                    "Sidelight is there twice",
                    "Both measure the same task, and both are paid for.",
                    "remove one of them",
                    "Sidelight",
                    SidecarChecks::twice),
            Rule.of(
                    97,
                    ERROR,
                    RUN,
                    "another container takes Sidelight's port",
                    "The containers share one network; whichever is second does not start.",
                    "set SIDELIGHT_HTTP_PORT to a free port",
                    "Sidelight",
                    SidecarChecks::port),
            Rule.of(
                    98,
                    WARNING,
                    OPERATION,
                    "Sidelight is essential",
                    "When the monitor stops, so does the application.",
                    "set essential to false",
                    "Sidelight",
                    SidecarChecks::essential),
            Rule.of(
                    99,
                    WARNING,
                    OPERATION,
                    "Sidelight cannot be discovered",
                    "Discovery by docker labels needs ECS_PROMETHEUS_EXPORTER_PORT, and that port among portMappings.",
                    "set the label to the port that is mapped",
                    "CloudWatch agent and ecsobserver, docker labels",
                    SidecarChecks::discovery),
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
                    SidecarChecks::pidMode),
            Rule.of(
                    102,
                    WARNING,
                    OPERATION,
                    "Sidelight waits for the application",
                    "Containers stop in reverse order: Sidelight would stop first, and the last metrics would be lost.",
                    "remove dependsOn from Sidelight's container",
                    "Sidelight",
                    SidecarChecks::waits),
            Rule.undecided(
                    103,
                    WARNING,
                    REGISTRATION,
                    "no room for Sidelight",
                    "Whether a container more is too much for the task is said when it is added.",
                    "take the next size of task",
                    "Sidelight"));

    private SidecarRules() {}
}
