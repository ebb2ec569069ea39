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
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Section G: logs. */
final class LoggingRules {

    private static final List<String> OPTIONS = List.of(
            "awslogs-group",
            "awslogs-region",
            "awslogs-stream-prefix",
            "awslogs-create-group",
            "awslogs-datetime-format",
            "awslogs-multiline-pattern",
            "mode",
            "max-buffer-size");
    private static final Pattern BUFFER = Pattern.compile("\\d+[kKmMgG]?");
    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(?i).*(token|passw(or)?d|secret|api_?-?key|private_?key|license_?-?key|credential).*|.*http_passwd");
    private static final Pattern HARMLESS_OPTION = Pattern.compile("(?i).*([_-]?(file|path|arn|name|url|key_?name))");
    private static final Pattern ECR_REGION = Pattern.compile("\\.dkr\\.ecr(?:-fips)?\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.");

    static final List<Rule> RULES = List.of(
            Rule.of(
                            61,
                            WARNING,
                            OPERATION,
                            "a container without a log configuration",
                            "What it says is nowhere to be read once the task has stopped.",
                            "add a logConfiguration",
                            "Security Hub ECS.9; Prowler ecs_task_definitions_logging_enabled",
                            LoggingRules::missing)
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
                    LoggingRules::required),
            Rule.of(
                            63,
                            WARNING,
                            RUN,
                            "awslogs-create-group needs a permission more",
                            "logs:CreateLogGroup is not in AmazonECSTaskExecutionRolePolicy, and without it the task does not start.",
                            "grant logs:CreateLogGroup to the execution role, or create the group beforehand",
                            "ECS guide, awslogs",
                            LoggingRules::createGroup)
                    .asPosture(),
            Rule.of(
                    64,
                    ERROR,
                    RUN,
                    "two ways to tell where a log event begins",
                    "awslogs-datetime-format and awslogs-multiline-pattern exclude each other; the container does not start.",
                    "keep one of them",
                    "ECS guide, awslogs",
                    LoggingRules::multiline),
            Rule.of(
                    65,
                    WARNING,
                    RUN,
                    "an awslogs option that is unknown, malformed or missing",
                    "awslogs has eight options; mode is blocking or non-blocking, max-buffer-size is a size such as 25m and for "
                            + "non-blocking alone, and without a stream prefix streams are named by container ids.",
                    "correct the option",
                    "cfn-lint E3046; ECS guide, awslogs",
                    LoggingRules::options),
            Rule.of(
                            66,
                            INFO,
                            OPERATION,
                            "awslogs without a mode",
                            "Since 2025-06-25 the default is non-blocking, which drops lines when the buffer is full; blocking may halt "
                                    + "the application instead.",
                            "set mode, and a max-buffer-size such as 25m with non-blocking",
                            "ECS guide, awslogs",
                            LoggingRules::mode)
                    .asPosture(),
            Rule.of(
                    67,
                    WARNING,
                    SECURITY,
                    "a secret in log options",
                    "Options can be read by everyone who may describe the definition.",
                    "move it to secretOptions",
                    "RegisterTaskDefinition API",
                    LoggingRules::secrets),
            Rule.of(
                    68,
                    WARNING,
                    OPERATION,
                    "logs to another Region than the image's",
                    "Logs that leave their Region cost more and are searched for in the wrong place.",
                    "set awslogs-region to the Region of the task",
                    "practice",
                    LoggingRules::region));

    private LoggingRules() {}

    private static Stream<Container> logging(Subject subject) {
        return subject.containers().stream()
                .filter(container -> container.logsTo("awslogs"))
                .filter(container -> !container.logOptions().isUnknown());
    }

    private static void missing(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            if (container.at("logConfiguration").isAbsent()) {
                out.at(
                        container.at("logConfiguration"),
                        "container " + container.label() + " has no log configuration");
            }
        }
    }

    private static void required(Subject subject, Findings out) {
        List<String> needed = subject.isFargate()
                ? List.of("awslogs-group", "awslogs-region", "awslogs-stream-prefix")
                : List.of("awslogs-group", "awslogs-region");
        logging(subject)
                .forEach(container -> needed.stream()
                        .map(container.logOptions()::entry)
                        .filter(Spot::isAbsent)
                        .forEach(option -> out.at(option, "awslogs needs the option " + option.name())));
    }

    private static void createGroup(Subject subject, Findings out) {
        logging(subject)
                .map(container -> container.logOptions().entry("awslogs-create-group"))
                .filter(option -> option.is(true))
                .forEach(option -> out.at(option, "the execution role needs logs:CreateLogGroup, too"));
    }

    private static void multiline(Subject subject, Findings out) {
        logging(subject)
                .map(Container::logOptions)
                .filter(options -> options.entry("awslogs-datetime-format").isPresent()
                        && options.entry("awslogs-multiline-pattern").isPresent())
                .forEach(options ->
                        out.at(options, "awslogs-datetime-format and awslogs-multiline-pattern exclude each other"));
    }

    private static void options(Subject subject, Findings out) {
        logging(subject).map(Container::logOptions).forEach(options -> {
            options.entries().stream()
                    .filter(option ->
                            !OPTIONS.contains(option.name()) && !option.name().startsWith("Fn::"))
                    .forEach(option -> out.at(
                            option, "awslogs has no option " + option.name() + Nearest.hint(option.name(), OPTIONS)));
            Spot mode = options.entry("mode");
            mode.text()
                    .filter(text -> !text.equals("blocking") && !text.equals("non-blocking"))
                    .ifPresent(text ->
                            out.at(mode, "mode \"" + Texts.brief(text) + "\" is neither blocking nor non-blocking"));
            Spot buffer = options.entry("max-buffer-size");
            if (mode.is("blocking") && buffer.isPresent()) {
                out.at(buffer, "max-buffer-size is for mode non-blocking alone");
            } else {
                buffer.text()
                        .filter(text -> !BUFFER.matcher(text).matches())
                        .ifPresent(text -> out.at(buffer, "max-buffer-size \"" + Texts.brief(text) + "\" is no size"));
            }
            Spot prefix = options.entry("awslogs-stream-prefix");
            if (!subject.isFargate() && prefix.isAbsent()) {
                out.at(prefix, "without awslogs-stream-prefix the streams are named by container ids");
            }
        });
    }

    private static void mode(Subject subject, Findings out) {
        logging(subject)
                .map(container -> container.logOptions().entry("mode"))
                .filter(Spot::isAbsent)
                .forEach(mode -> out.at(mode, "mode is not set, which means non-blocking"));
    }

    private static void secrets(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            container.logOptions().entries().stream()
                    .filter(option -> SECRET_OPTION.matcher(option.name()).matches()
                            && !HARMLESS_OPTION.matcher(option.name()).matches()
                            && option.text().isPresent())
                    .forEach(option -> out.at(option, option.name() + " is in plain sight"));
        }
    }

    private static void region(Subject subject, Findings out) {
        Set<String> regions = subject.containers().stream()
                .map(container -> ECR_REGION.matcher(container.image().name()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
        if (regions.size() != 1) {
            return;
        }
        String images = regions.iterator().next();
        logging(subject)
                .map(container -> container.logOptions().entry("awslogs-region"))
                .forEach(option -> option.text()
                        .filter(region -> !region.equals(images))
                        .ifPresent(
                                region -> out.at(option, "the log is in " + region + ", the images are in " + images)));
    }
}
