package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section E: health checks. */
final class HealthRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                    40,
                    WARNING,
                    OPERATION,
                    "a health check that begins with neither CMD nor CMD-SHELL",
                    "The guide says that CMD is assumed, but Docker ignores a check of unknown type, and users report tasks "
                            + "that stay UNHEALTHY.",
                    "begin the command with \"CMD\" or \"CMD-SHELL\"",
                    "ECS guide, HealthCheck; moby health.go",
                    HealthChecks::kind),
            Rule.of(
                            41,
                            ERROR,
                            RUN,
                            "a CMD health check with shell syntax",
                            "CMD runs the program without a shell, so ||, |, >, ; and $VAR are mere arguments and the check fails.",
                            "take CMD-SHELL and one string",
                            "ECS guide, HealthCheck",
                            HealthChecks::shellSyntax)
                    .fixedBy(Fixes::shell),
            Rule.of(
                            42,
                            WARNING,
                            RUN,
                            "a CMD health check whose program is a whole command line",
                            "The one argument is taken for the name of a program, blanks included, which is not found.",
                            "split it into arguments, or take CMD-SHELL",
                            "Docker, exec form",
                            HealthChecks::unsplit)
                    .fixedBy(Fixes::shell),
            Rule.of(
                            43,
                            WARNING,
                            RUN,
                            "a CMD-SHELL health check in several strings",
                            "The shell runs the first string alone; the others become its $0, $1 and so on.",
                            "join them to one string",
                            "Docker, health checks",
                            HealthChecks::joined)
                    .fixedBy(Fixes::joined),
            Rule.of(
                    44,
                    WARNING,
                    RUN,
                    "a health check by a program that the image hardly has",
                    "Slim and distroless images have no curl or wget, Alpine's no curl: the check fails from the start.",
                    "put a probe into the image",
                    "practice",
                    HealthChecks::tools),
            Rule.of(
                    45,
                    WARNING,
                    RUN,
                    "a CMD-SHELL health check in an image without a shell",
                    "Distroless and scratch images have no /bin/sh.",
                    "take CMD and a program that the image has",
                    "practice",
                    HealthChecks::noShell),
            Rule.of(
                    46,
                    ERROR,
                    REGISTRATION,
                    "a health check out of bounds or without a command",
                    "interval is 5 to 300 s, timeout 2 to 60 s, retries 1 to 10, startPeriod 0 to 300 s.",
                    "correct the value",
                    "RegisterTaskDefinition API",
                    HealthBoundChecks::bounds),
            Rule.of(
                    47,
                    WARNING,
                    OPERATION,
                    "a health check that is too hasty",
                    "A timeout that is not shorter than the interval, a single retry or less than 15 s until the verdict stop a "
                            + "task for one slow answer; Java needs a start period.",
                    "lengthen interval, retries or startPeriod, or shorten timeout",
                    "practice",
                    HealthBoundChecks::haste),
            Rule.of(
                    48,
                    INFO,
                    RUN,
                    "a health check asks the host's port",
                    "It runs inside of the container, where the container's port listens and the host's does not.",
                    "ask the containerPort",
                    "practice",
                    HealthChecks::hostPort),
            Rule.of(
                            49,
                            INFO,
                            OPERATION,
                            "localhost in a health check",
                            "It may mean ::1, where an application that listens on 0.0.0.0 does not answer.",
                            "write 127.0.0.1",
                            "practice",
                            HealthChecks::localhost)
                    .fixedBy(Fixes::loopback),
            Rule.of(
                    50,
                    INFO,
                    OPERATION,
                    "curl in a health check without -f or a time limit",
                    "Without -f it succeeds on status 500, and without -m it hangs until ECS gives it up.",
                    "curl -fsS -m 3",
                    "practice",
                    HealthChecks::curl),
            Rule.of(
                            51,
                            INFO,
                            OPERATION,
                            "an essential container without a health check",
                            "ECS ignores the HEALTHCHECK of an image: the task's health stays UNKNOWN.",
                            "add a healthCheck",
                            "ECS guide, HealthCheck",
                            HealthChecks::missing)
                    .asPosture(),
            Rule.of(
                    52,
                    WARNING,
                    OPERATION,
                    "an essential sidecar with a health check",
                    "A sick monitor stops the application that it watches.",
                    "set essential to false for the sidecar",
                    "ECS guide, HealthCheck",
                    SidecarChecks::essentialWithCheck));

    private HealthRules() {}
}
