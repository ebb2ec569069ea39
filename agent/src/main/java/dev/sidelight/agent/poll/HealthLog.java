package dev.sidelight.agent.poll;

import dev.sidelight.health.Change;
import dev.sidelight.health.PolicyOddities;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.health.Verdict;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Says each change of a verdict, and of the gate's answer where that goes another way, once. Confined to the poller's thread. */
final class HealthLog {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.health");

    private boolean met;

    /** Logs the changes of this poll, and, once the task runs, what its policy says in vain. */
    void poll(TaskHealth health, Optional<MeasuredTask> task, Moment now) {
        task.filter(measured -> !met && measured.task().knownStatus().equals("RUNNING"))
                .ifPresent(measured -> {
                    met = true;
                    PolicyOddities.of(health.policy(), measured).forEach(odd -> LOG.log(Level.WARNING, odd));
                });
        health.changes().stream().filter(change -> change.at().equals(now)).forEach(HealthLog::log);
    }

    private static void log(Change change) {
        Verdict verdict = change.to();
        String whose = (change.gate() ? "the gate of " : "")
                + (change.container().isEmpty() ? "the task" : "container " + change.container());
        LOG.log(
                verdict instanceof Verdict.Unhealthy ? Level.WARNING : Level.INFO,
                "{0} is {1}, was {2}: {3}",
                whose,
                verdict.label(),
                change.from(),
                verdict.reason());
    }
}
