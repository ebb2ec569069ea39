package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Stage;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of {@link LoggingRules}. */
final class LoggingChecks {

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
            "(?i).*(token|passw(or)?d|secret|api_?-?key|private_?key|(shared|account|access)[_-]?key|license_?-?key|credential).*|.*http_passwd");
    private static final Pattern HARMLESS_OPTION = Pattern.compile("(?i).*([_-]?(file|path|arn|name|url|key_?name))");
    private static final Pattern ECR_REGION = Pattern.compile("\\.dkr\\.ecr(?:-fips)?\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.");

    /** What AWS has in registries of its own, in a few Regions for all: it tells nothing of where the task runs. */
    private static final Set<String> AWS_IMAGES =
            Set.of("aws-appmesh-envoy", "aws-appmesh-proxy-route-manager", "aws-for-fluent-bit");

    private LoggingChecks() {}

    private static Stream<Container> logging(Subject subject) {
        return subject.containers().stream()
                .filter(container -> container.logsTo("awslogs"))
                .filter(container -> !container.logOptions().isUnknown());
    }

    static void missing(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            if (container.at("logConfiguration").isAbsent()) {
                out.at(
                        container.at("logConfiguration"),
                        "container " + container.label() + " has no log configuration");
            }
        }
    }

    static void required(Subject subject, Findings out) {
        List<String> needed = subject.isFargate()
                ? List.of("awslogs-group", "awslogs-region", "awslogs-stream-prefix")
                : List.of("awslogs-group", "awslogs-region");
        logging(subject)
                .forEach(container -> needed.stream()
                        .map(container.logOptions()::entry)
                        .filter(Spot::isAbsent)
                        .forEach(option -> out.at(option, "awslogs needs the option " + option.name())));
    }

    static void createGroup(Subject subject, Findings out) {
        logging(subject)
                .map(container -> container.logOptions().entry("awslogs-create-group"))
                .filter(option -> option.is(true))
                .forEach(option -> out.at(option, "the execution role needs logs:CreateLogGroup, too"));
    }

    static void multiline(Subject subject, Findings out) {
        logging(subject)
                .map(Container::logOptions)
                .filter(options -> options.entry("awslogs-datetime-format").isPresent()
                        && options.entry("awslogs-multiline-pattern").isPresent())
                .forEach(options ->
                        out.at(options, "awslogs-datetime-format and awslogs-multiline-pattern exclude each other"));
    }

    static void options(Subject subject, Findings out) {
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
                out.at(
                        prefix,
                        WARNING,
                        Stage.OPERATION,
                        "without awslogs-stream-prefix the streams are named by container ids",
                        "add awslogs-stream-prefix");
            }
        });
    }

    static void mode(Subject subject, Findings out) {
        logging(subject)
                .map(container -> container.logOptions().entry("mode"))
                .filter(Spot::isAbsent)
                .forEach(mode -> out.at(mode, "mode is not set, which means non-blocking"));
    }

    static void secrets(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            container.logOptions().entries().stream()
                    .filter(option -> SECRET_OPTION.matcher(option.name()).matches()
                            && !HARMLESS_OPTION.matcher(option.name()).matches()
                            && option.text().isPresent())
                    .forEach(option -> out.at(option, option.name() + " is in plain sight"));
        }
    }

    static void region(Subject subject, Findings out) {
        Set<String> regions = subject.containers().stream()
                .filter(container -> !AWS_IMAGES.contains(container.image().repository()))
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
