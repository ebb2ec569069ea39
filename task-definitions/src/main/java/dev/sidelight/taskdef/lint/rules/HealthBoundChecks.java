package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;

/** The checks of commands and times, of {@link HealthRules}. */
final class HealthBoundChecks {

    private static final long DEFAULT_INTERVAL = 30;
    private static final long DEFAULT_TIMEOUT = 5;
    private static final long DEFAULT_RETRIES = 3;
    private static final long SHORTEST_PATIENCE = 15;

    private HealthBoundChecks() {}

    static void bounds(Subject subject, Findings out) {
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
        if (command.isAbsent() || (list && words.stream().allMatch(HealthBoundChecks::isBlank))) {
            out.at(command, "the health check has no command");
        } else if (list
                && (words.getFirst().is("CMD") || words.getFirst().is("CMD-SHELL"))
                && words.stream().skip(1).allMatch(HealthBoundChecks::isBlank)) {
            out.at(command, "after " + words.getFirst().raw().orElse("") + " nothing follows that could be run");
        }
    }

    private static boolean isBlank(Spot word) {
        return word.isAbsent()
                || (word.isKnown() && word.raw().filter(String::isBlank).isPresent());
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

    static void haste(Subject subject, Findings out) {
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
}
