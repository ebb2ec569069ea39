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

/** Section G: logs. */
final class LoggingRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                            61,
                            WARNING,
                            OPERATION,
                            "a container without a log configuration",
                            "What it says is nowhere to be read once the task has stopped.",
                            "add a logConfiguration",
                            "Security Hub ECS.9; Prowler ecs_task_definitions_logging_enabled",
                            LoggingChecks::missing)
                    .asPosture(),
            Rule.of(
                    62,
                    ERROR,
                    REGISTRATION,
                    "awslogs without its group, region or, on Fargate, stream prefix",
                    "AWS says \"Log driver awslogs requires options: awslogs-region, awslogs-group\", and \"Fargate requires log "
                            + "configuration options to include awslogs-stream-prefix to support log driver awslogs.\"",
                    "add the option",
                    "cfn-lint E3046; observed answers of RegisterTaskDefinition",
                    LoggingChecks::required),
            Rule.of(
                            63,
                            WARNING,
                            RUN,
                            "awslogs-create-group needs a permission more",
                            "logs:CreateLogGroup is not in AmazonECSTaskExecutionRolePolicy, and without it the task does not start.",
                            "grant logs:CreateLogGroup to the execution role, or create the group beforehand",
                            "ECS guide, awslogs",
                            LoggingChecks::createGroup)
                    .asPosture(),
            Rule.of(
                    64,
                    ERROR,
                    RUN,
                    "two ways to tell where a log event begins",
                    "awslogs-datetime-format and awslogs-multiline-pattern exclude each other; the container does not start.",
                    "keep one of them",
                    "ECS guide, awslogs",
                    LoggingChecks::multiline),
            Rule.of(
                            65,
                            WARNING,
                            RUN,
                            "an awslogs option that is unknown, malformed or missing",
                            "awslogs has eight options; mode is blocking or non-blocking, max-buffer-size is a size such as 25m and for "
                                    + "non-blocking alone, and without a stream prefix streams are named by container ids.",
                            "correct the option",
                            "cfn-lint E3046; ECS guide, awslogs",
                            LoggingChecks::options)
                    .varying("a missing awslogs-stream-prefix fails nowhere, but hides which container a stream is of"),
            Rule.of(
                            66,
                            INFO,
                            OPERATION,
                            "awslogs without a mode",
                            "Since 2025-06-25 the default is non-blocking, which drops lines when the buffer is full; blocking may halt "
                                    + "the application instead.",
                            "set mode, and a max-buffer-size such as 25m with non-blocking",
                            "ECS guide, awslogs",
                            LoggingChecks::mode)
                    .asPosture(),
            Rule.of(
                    67,
                    WARNING,
                    SECURITY,
                    "a secret in log options",
                    "Options can be read by everyone who may describe the definition.",
                    "move it to secretOptions",
                    "RegisterTaskDefinition API",
                    LoggingChecks::secrets),
            Rule.of(
                    68,
                    WARNING,
                    OPERATION,
                    "logs to another Region than the image's",
                    "Logs that leave their Region cost more and are searched for in the wrong place.",
                    "set awslogs-region to the Region of the task",
                    "practice",
                    LoggingChecks::region));

    private LoggingRules() {}
}
