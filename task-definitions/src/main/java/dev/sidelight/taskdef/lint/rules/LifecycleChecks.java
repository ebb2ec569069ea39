package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of {@link LifecycleRules}. */
final class LifecycleChecks {

    private static final Set<String> CONDITIONS = Set.of("START", "COMPLETE", "SUCCESS", "HEALTHY");
    private static final int MOST_EXIT_CODES = 50;
    private static final int SHORTEST_PERIOD = 60;
    private static final int LONGEST_PERIOD = 1800;
    private static final long SPOT_NOTICE = 120;
    private static final Pattern SHELL = Pattern.compile("(.*/)?(sh|bash|ash|dash)");

    private LifecycleChecks() {}

    static void dependencies(Subject subject, Findings out) {
        Set<String> names = subject.containerNames();
        for (Container container : subject.containers()) {
            for (Spot dependency : container.at("dependsOn").items()) {
                dependency(container, dependency, names, out);
            }
        }
        if (Cycles.in(subject)) {
            out.at(subject.at("containerDefinitions"), "containers depend on each other in a circle");
        }
    }

    private static void dependency(Container container, Spot dependency, Set<String> names, Findings out) {
        Spot name = dependency.at("containerName");
        Spot condition = dependency.at("condition");
        if (name.isAbsent()) {
            out.at(name, "a dependency names no container");
        }
        name.text().ifPresent(text -> {
            if (container.at("name").is(text)) {
                out.at(name, "container " + text + " depends on itself");
            } else if (!names.isEmpty() && !names.contains(text)) {
                out.at(name, "there is no container " + text + Nearest.hint(text, names));
            }
        });
        if (condition.isAbsent()) {
            out.at(condition, "a dependency has no condition");
        }
        condition
                .text()
                .filter(text -> !CONDITIONS.contains(text))
                .ifPresent(text -> out.at(
                        condition,
                        "condition \"" + Texts.brief(text) + "\" is none of START, COMPLETE, SUCCESS, HEALTHY"));
    }

    static void essentialEnd(Subject subject, Findings out) {
        for (Wait wait : Wait.all(subject)) {
            if (wait.isForTheEnd() && wait.awaited().isEssential()) {
                out.at(
                        wait.spot(),
                        wait.waiting().label() + " waits for " + wait.condition() + " of "
                                + wait.awaited().label() + ", which is essential");
            }
        }
    }

    static void unchecked(Subject subject, Findings out) {
        for (Wait wait : Wait.all(subject)) {
            Spot check = wait.awaited().at("healthCheck");
            List<Spot> command = check.at("command").items();
            boolean off = !command.isEmpty() && command.getFirst().is("NONE");
            if (wait.condition().equals("HEALTHY") && (check.isAbsent() || off)) {
                out.at(
                        wait.spot(),
                        wait.waiting().label() + " waits for the health of "
                                + wait.awaited().label()
                                + (off
                                        ? ", whose health check is switched off by NONE"
                                        : ", which has no health check"));
            }
        }
    }

    static void startTimeout(Subject subject, Findings out) {
        for (Wait wait : Wait.all(subject)) {
            Spot check = wait.awaited().at("healthCheck");
            OptionalLong timeout = wait.awaited().at("startTimeout").number();
            if (!wait.condition().equals("HEALTHY") || timeout.isEmpty() || check.isAbsent() || check.isUnknown()) {
                continue;
            }
            long needed = check.at("startPeriod").number().orElse(0)
                    + (check.at("retries").number().orElse(3)
                            * check.at("interval").number().orElse(30));
            if (timeout.getAsLong() <= needed) {
                out.at(
                        wait.spot(),
                        wait.awaited().label() + " has a startTimeout of " + timeout.getAsLong()
                                + " s, and its health check may take " + needed);
            }
        }
    }

    static void restarted(Subject subject, Findings out) {
        for (Wait wait : Wait.all(subject)) {
            Spot policy = wait.awaited().at("restartPolicy");
            boolean endsWell = policy.at("ignoredExitCodes").items().stream()
                    .anyMatch(code -> code.number().orElse(-1) == 0);
            if (wait.isForTheEnd() && policy.at("enabled").is(true) && !endsWell) {
                out.at(
                        wait.spot(),
                        wait.waiting().label() + " waits for the end of "
                                + wait.awaited().label() + ", which is restarted");
            }
        }
    }

    static void restartPolicy(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot policy = container.at("restartPolicy");
            if (!(policy.value().orElse(null) instanceof Value.Members)) {
                continue;
            }
            if (policy.at("enabled").isAbsent()) {
                out.at(policy.at("enabled"), "restartPolicy does not say whether it is enabled");
            }
            Spot period = policy.at("restartAttemptPeriod");
            period.number().ifPresent(seconds -> {
                if (seconds < SHORTEST_PERIOD || seconds > LONGEST_PERIOD) {
                    out.at(period, "restartAttemptPeriod " + seconds + " is not 60 to 1800");
                }
            });
            Spot codes = policy.at("ignoredExitCodes");
            if (codes.items().size() > MOST_EXIT_CODES) {
                out.at(codes, codes.items().size() + " ignored exit codes are more than " + MOST_EXIT_CODES);
            }
            if (subject.isFargate() && subject.isWindows()) {
                out.at(policy, "Windows on Fargate has no restart policies");
            }
        }
    }

    static void shellForm(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            List<String> arguments = container.arguments();
            boolean shell = arguments.size() > 2
                    && SHELL.matcher(arguments.getFirst()).matches()
                    && arguments.get(1).equals("-c")
                    && !arguments.get(2).contains("exec ");
            boolean init = container
                            .at("linuxParameters")
                            .at("initProcessEnabled")
                            .is(true)
                    || container.at("linuxParameters").at("initProcessEnabled").isUnknown();
            if (shell && !init && container.isEssential()) {
                Spot spot =
                        container.at("entryPoint").isPresent() ? container.at("entryPoint") : container.at("command");
                out.at(spot, "container " + container.label() + " is run by a shell that keeps SIGTERM to itself");
            }
        }
    }

    static void stopTimeout(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot timeout = container.at("stopTimeout");
            long seconds = timeout.number().orElse(0);
            if (seconds == SPOT_NOTICE || (seconds > SPOT_NOTICE && !subject.isFargate())) {
                out.at(timeout, "stopTimeout " + seconds + " s is not shorter than the notice of 120 s");
            }
        }
    }
}
