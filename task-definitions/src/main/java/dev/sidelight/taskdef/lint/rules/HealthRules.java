package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Image;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Section E: health checks. */
final class HealthRules {

    private static final Set<String> KINDS = Set.of("CMD", "CMD-SHELL", "NONE");
    private static final Pattern SHELL_SYNTAX = Pattern.compile("\\||&&|>|;|`|\\$[A-Za-z_(]");
    private static final Pattern SHELL =
            Pattern.compile("(.*/)?(sh|bash|ash|dash|zsh|cmd(\\.exe)?|powershell(\\.exe)?|pwsh)");
    private static final Set<String> INLINE_CODE = Set.of("-c", "-e", "-r", "-p", "--eval", "-Command", "/c");
    private static final Pattern TOOL = Pattern.compile("(^|[\\s;&|(/])(curl|wget|nc)\\s");
    private static final Pattern CURL = Pattern.compile("(^|[\\s;&|(/])curl\\s");
    private static final Pattern CURL_FAILS = Pattern.compile("\\s(-[a-zA-Z]*f[a-zA-Z]*|--fail\\S*)(\\s|$)");
    private static final Pattern CURL_ENDS =
            Pattern.compile("\\s(-[a-zA-Z]*m\\s*\\d*|--max-time\\S*|--connect-timeout\\S*)(\\s|$)");
    private static final Pattern LOCALHOST = Pattern.compile("\\blocalhost\\b");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(http)://)?(?:localhost|127\\.0\\.0\\.1|\\[::1]|0\\.0\\.0\\.0)(?:[: ](\\d{1,5}))?");
    private static final long DEFAULT_INTERVAL = 30;
    private static final long DEFAULT_TIMEOUT = 5;
    private static final long DEFAULT_RETRIES = 3;
    private static final long SHORTEST_PATIENCE = 15;

    static final List<Rule> RULES = List.of(
            Rule.of(
                    40,
                    WARNING,
                    RUN,
                    "a health check that begins with neither CMD nor CMD-SHELL",
                    "The guide says that CMD is assumed, but Docker ignores a check of unknown type, and users report tasks "
                            + "that stay UNHEALTHY.",
                    "begin the command with \"CMD\" or \"CMD-SHELL\"",
                    "ECS guide, HealthCheck; moby health.go",
                    HealthRules::kind),
            Rule.of(
                            41,
                            ERROR,
                            RUN,
                            "a CMD health check with shell syntax",
                            "CMD runs the program without a shell, so ||, |, >, ; and $VAR are mere arguments and the check fails.",
                            "take CMD-SHELL and one string",
                            "ECS guide, HealthCheck",
                            HealthRules::shellSyntax)
                    .fixedBy(Fixes::shell),
            Rule.of(
                            42,
                            WARNING,
                            RUN,
                            "a CMD health check whose program is a whole command line",
                            "The one argument is taken for the name of a program, blanks included, which is not found.",
                            "split it into arguments, or take CMD-SHELL",
                            "Docker, exec form",
                            HealthRules::unsplit)
                    .fixedBy(Fixes::shell),
            Rule.of(
                            43,
                            WARNING,
                            RUN,
                            "a CMD-SHELL health check in several strings",
                            "The shell runs the first string alone; the others become its $0, $1 and so on.",
                            "join them to one string",
                            "Docker, health checks",
                            HealthRules::joined)
                    .fixedBy(Fixes::joined),
            Rule.of(
                    44,
                    WARNING,
                    RUN,
                    "a health check by a program that the image hardly has",
                    "Slim and distroless images have no curl or wget, Alpine's no curl: the check fails from the start.",
                    "put a probe into the image",
                    "practice",
                    HealthRules::tools),
            Rule.of(
                    45,
                    WARNING,
                    RUN,
                    "a CMD-SHELL health check in an image without a shell",
                    "Distroless and scratch images have no /bin/sh.",
                    "take CMD and a program that the image has",
                    "practice",
                    HealthRules::noShell),
            Rule.of(
                    46,
                    ERROR,
                    REGISTRATION,
                    "a health check out of bounds or without a command",
                    "interval is 5 to 300 s, timeout 2 to 60 s, retries 1 to 10, startPeriod 0 to 300 s.",
                    "correct the value",
                    "RegisterTaskDefinition API",
                    HealthRules::bounds),
            Rule.of(
                    47,
                    WARNING,
                    OPERATION,
                    "a health check that is too hasty",
                    "A timeout that is not shorter than the interval, a single retry or less than 15 s until the verdict stop a "
                            + "task for one slow answer; Java needs a start period.",
                    "lengthen interval, retries or startPeriod, or shorten timeout",
                    "practice",
                    HealthRules::haste),
            Rule.of(
                    48,
                    INFO,
                    RUN,
                    "a health check asks the host's port",
                    "It runs inside of the container, where the container's port listens and the host's does not.",
                    "ask the containerPort",
                    "practice",
                    HealthRules::hostPort),
            Rule.of(
                            49,
                            INFO,
                            OPERATION,
                            "localhost in a health check",
                            "It may mean ::1, where an application that listens on 0.0.0.0 does not answer.",
                            "write 127.0.0.1",
                            "practice",
                            HealthRules::localhost)
                    .fixedBy(Fixes::loopback),
            Rule.of(
                    50,
                    INFO,
                    OPERATION,
                    "curl in a health check without -f or a time limit",
                    "Without -f it succeeds on status 500, and without -m it hangs until ECS gives it up.",
                    "curl -fsS -m 3",
                    "practice",
                    HealthRules::curl),
            Rule.of(
                            51,
                            INFO,
                            OPERATION,
                            "an essential container without a health check",
                            "ECS ignores the HEALTHCHECK of an image: the task's health stays UNKNOWN.",
                            "add a healthCheck",
                            "ECS guide, HealthCheck",
                            HealthRules::missing)
                    .asPosture(),
            Rule.of(
                    52,
                    WARNING,
                    OPERATION,
                    "an essential sidecar with a health check",
                    "A sick monitor stops the application that it watches.",
                    "set essential to false for the sidecar",
                    "ECS guide, HealthCheck",
                    SidecarRules::essentialWithCheck));

    private HealthRules() {}

    /** A health check's command, as far as it is known. */
    private record Probe(Container container, Spot command, List<String> words) {

        static Stream<Probe> all(Subject subject) {
            return subject.containers().stream().flatMap(container -> of(container).stream());
        }

        static Optional<Probe> of(Container container) {
            Spot command = container.at("healthCheck").at("command");
            boolean known = !command.items().isEmpty()
                    && command.items().stream().allMatch(item -> item.value().orElse(null) instanceof Value.Text);
            return known
                    ? Optional.of(new Probe(
                            container,
                            command,
                            command.items().stream()
                                    .map(item -> item.raw().orElse(""))
                                    .toList()))
                    : Optional.empty();
        }

        boolean is(String kind) {
            return words.getFirst().equals(kind);
        }

        /** All that is run, in one line. */
        String line() {
            return String.join(" ", words.subList(KINDS.contains(words.getFirst()) ? 1 : 0, words.size()));
        }

        /** The argument that a shell would have to read, if there is no shell. */
        Optional<Spot> shellArgument() {
            if (!is("CMD") || words.size() < 2 || SHELL.matcher(words.get(1)).matches()) {
                return Optional.empty();
            }
            return IntStream.range(1, words.size())
                    .filter(i -> !INLINE_CODE.contains(words.get(i - 1)))
                    .filter(i -> SHELL_SYNTAX.matcher(words.get(i)).find())
                    .mapToObj(i -> command.items().get(i))
                    .findFirst();
        }
    }

    private static void kind(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            List<Spot> words = container.at("healthCheck").at("command").items();
            if (!words.isEmpty()
                    && words.getFirst().text().filter(KINDS::contains).isEmpty()
                    && words.getFirst().isKnown()) {
                out.at(
                        words.getFirst(),
                        "the health check begins with \""
                                + Texts.brief(words.getFirst().raw().orElse("")) + "\" and not with CMD or CMD-SHELL");
            }
        }
    }

    private static void shellSyntax(Subject subject, Findings out) {
        Probe.all(subject)
                .flatMap(probe -> probe.shellArgument().stream())
                .forEach(spot -> out.at(
                        spot,
                        "CMD runs no shell, and \"" + Texts.brief(spot.raw().orElse("")) + "\" needs one"));
    }

    private static void unsplit(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe -> probe.is("CMD") && probe.words().size() == 2)
                .filter(probe -> probe.shellArgument().isEmpty())
                .filter(probe -> probe.words().get(1).strip().contains(" "))
                .forEach(probe -> out.at(
                        probe.command().items().get(1),
                        "there is no program named \""
                                + Texts.brief(probe.words().get(1)) + "\""));
    }

    private static void joined(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe -> probe.is("CMD-SHELL") && probe.words().size() > 2)
                .forEach(probe -> out.at(
                        probe.command(),
                        "CMD-SHELL runs \"" + Texts.brief(probe.words().get(1)) + "\" alone"));
    }

    private static void tools(Subject subject, Findings out) {
        Probe.all(subject).forEach(probe -> {
            Matcher tool = TOOL.matcher(probe.line());
            Image image = probe.container().image();
            if (tool.find()
                    && (image.isSlim() || (image.isAlpine() && tool.group(2).equals("curl")))) {
                out.at(probe.command(), "the image " + image.path() + " hardly has " + tool.group(2));
            }
        });
    }

    private static void noShell(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe ->
                        probe.is("CMD-SHELL") && probe.container().image().isBare())
                .forEach(probe -> out.at(
                        probe.command(),
                        "the image " + probe.container().image().path() + " has no shell"));
    }

    private static void bounds(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot check = container.at("healthCheck");
            if (check.isAbsent() || !(check.value().orElse(null) instanceof Value.Members)) {
                continue;
            }
            command(check.at("command"), out);
            bound(check.at("interval"), 5, 300, out);
            bound(check.at("timeout"), 2, 60, out);
            bound(check.at("retries"), 1, 10, out);
            bound(check.at("startPeriod"), 0, 300, out);
        }
    }

    private static void command(Spot command, Findings out) {
        List<Spot> words = command.items();
        boolean list = command.value().orElse(null) instanceof Value.Items;
        if (command.isAbsent() || (list && words.isEmpty())) {
            out.at(command, "the health check has no command");
        } else if (words.size() == 1
                && (words.getFirst().is("CMD") || words.getFirst().is("CMD-SHELL"))) {
            out.at(command, "after " + words.getFirst().raw().orElse("") + " nothing follows that could be run");
        }
    }

    private static void bound(Spot spot, long least, long most, Findings out) {
        spot.number().ifPresent(number -> {
            if (number < least || number > most) {
                out.at(spot, spot.name() + " " + number + " is not " + least + " to " + most);
            }
        });
    }

    /** The value that counts; -1 where it is unknown or out of bounds, which is said by itself. */
    private static long or(Spot spot, long otherwise, long least, long most) {
        long number = spot.isUnknown() ? -1 : spot.number().orElse(otherwise);
        return number < least || number > most ? -1 : number;
    }

    private static void haste(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot check = container.at("healthCheck");
            List<Spot> words = check.at("command").items();
            if (words.isEmpty() || words.getFirst().is("NONE")) {
                continue;
            }
            long interval = or(check.at("interval"), DEFAULT_INTERVAL, 5, 300);
            long timeout = or(check.at("timeout"), DEFAULT_TIMEOUT, 2, 60);
            long retries = or(check.at("retries"), DEFAULT_RETRIES, 1, 10);
            if (interval > 0 && timeout >= interval) {
                out.at(
                        check.at("timeout"),
                        "timeout " + timeout + " s is not shorter than interval " + interval + " s");
            }
            if (retries == 1) {
                out.at(check.at("retries"), "one failed check is enough to stop the task");
            } else if (interval > 0 && retries > 0 && interval * retries < SHORTEST_PATIENCE) {
                out.at(check, "after " + interval * retries + " s of failed checks the task is stopped");
            }
            if (container.image().isJvm() && or(check.at("startPeriod"), 0, 0, 300) == 0) {
                out.at(check.at("startPeriod"), "Java has no startPeriod to start in");
            }
        }
    }

    private static void hostPort(Subject subject, Findings out) {
        Probe.all(subject).forEach(probe -> {
            List<PortMapping> mappings = PortMapping.of(probe.container());
            Matcher matcher = ADDRESS.matcher(probe.line());
            while (matcher.find()) {
                long port =
                        matcher.group(2) != null ? Long.parseLong(matcher.group(2)) : matcher.group(1) != null ? 80 : 0;
                boolean host =
                        mappings.stream().anyMatch(mapping -> mapping.host().orElse(0) == port)
                                && mappings.stream().noneMatch(mapping -> mapping.port() == port);
                if (port != 0 && host) {
                    out.at(probe.command(), "port " + port + " is the host's; the container has another");
                    return;
                }
            }
        });
    }

    private static void localhost(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe -> LOCALHOST.matcher(probe.line()).find())
                .forEach(probe -> out.at(probe.command(), "localhost may mean ::1"));
    }

    private static void curl(Subject subject, Findings out) {
        Probe.all(subject).filter(probe -> CURL.matcher(probe.line()).find()).forEach(probe -> {
            boolean fails = CURL_FAILS.matcher(probe.line()).find();
            boolean ends = CURL_ENDS.matcher(probe.line()).find();
            if (!fails || !ends) {
                out.at(
                        probe.command(),
                        "curl has " + (fails ? "no time limit" : ends ? "no -f" : "neither -f nor a time limit"));
            }
        });
    }

    private static void missing(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            if (container.isEssential() && container.at("healthCheck").isAbsent()) {
                out.at(
                        container.at("healthCheck"),
                        "the essential container " + container.label() + " has no health check");
            }
        }
    }
}
