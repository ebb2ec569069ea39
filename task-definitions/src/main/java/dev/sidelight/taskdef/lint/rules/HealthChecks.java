package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Image;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks of {@link HealthRules}. */
final class HealthChecks {

    private static final Pattern TOOL = Pattern.compile("(^|[\\s;&|(/])(curl|wget|nc)\\s");
    private static final Pattern CURL = Pattern.compile("(^|[\\s;&|(/])curl\\s");
    private static final Pattern CURL_FAILS = Pattern.compile("\\s(-[a-zA-Z]*f[a-zA-Z]*|--fail\\S*)(\\s|$)");
    private static final Pattern CURL_ENDS =
            Pattern.compile("\\s(-[a-zA-Z]*m\\s*\\d*|--max-time\\S*|--connect-timeout\\S*)(\\s|$)");
    private static final Pattern LOCALHOST = Pattern.compile("\\blocalhost\\b");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(http)://)?(?:localhost|127\\.0\\.0\\.1|\\[::1]|0\\.0\\.0\\.0)(?:[: ](\\d{1,5}))?");

    private HealthChecks() {}

    static void kind(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            List<Spot> words = container.at("healthCheck").at("command").items();
            if (!words.isEmpty()
                    && words.getFirst().text().filter(Probe.KINDS::contains).isEmpty()
                    && words.getFirst().isKnown()) {
                out.at(
                        words.getFirst(),
                        "the health check begins with \""
                                + Texts.brief(words.getFirst().raw().orElse("")) + "\" and not with CMD or CMD-SHELL");
            }
        }
    }

    static void shellSyntax(Subject subject, Findings out) {
        Probe.all(subject)
                .flatMap(probe -> probe.shellArgument().stream())
                .forEach(spot -> out.at(
                        spot,
                        "CMD runs no shell, and \"" + Texts.brief(spot.raw().orElse("")) + "\" needs one"));
    }

    static void unsplit(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe -> probe.is("CMD") && probe.words().size() == 2)
                .filter(probe -> probe.shellArgument().isEmpty())
                .filter(probe -> probe.words().get(1).strip().contains(" "))
                .forEach(probe -> out.at(
                        probe.command().items().get(1),
                        "there is no program named \""
                                + Texts.brief(probe.words().get(1)) + "\""));
    }

    static void joined(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe -> probe.is("CMD-SHELL") && probe.words().size() > 2)
                .forEach(probe -> out.at(
                        probe.command(),
                        "CMD-SHELL runs \"" + Texts.brief(probe.words().get(1)) + "\" alone"));
    }

    static void tools(Subject subject, Findings out) {
        Probe.all(subject).forEach(probe -> {
            Matcher tool = TOOL.matcher(probe.line());
            Image image = probe.container().image();
            if (tool.find()
                    && (image.isSlim() || (image.isAlpine() && tool.group(2).equals("curl")))) {
                out.at(probe.command(), "the image " + image.path() + " hardly has " + tool.group(2));
            }
        });
    }

    static void noShell(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe ->
                        probe.is("CMD-SHELL") && probe.container().image().isBare())
                .forEach(probe -> out.at(
                        probe.command(),
                        "the image " + probe.container().image().path() + " has no shell"));
    }

    static void hostPort(Subject subject, Findings out) {
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

    static void localhost(Subject subject, Findings out) {
        Probe.all(subject)
                .filter(probe -> LOCALHOST.matcher(probe.line()).find())
                .forEach(probe -> out.at(probe.command(), "localhost may mean ::1"));
    }

    static void curl(Subject subject, Findings out) {
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

    static void missing(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            if (container.isEssential() && container.at("healthCheck").isAbsent()) {
                out.at(
                        container.at("healthCheck"),
                        "the essential container " + container.label() + " has no health check");
            }
        }
    }
}
