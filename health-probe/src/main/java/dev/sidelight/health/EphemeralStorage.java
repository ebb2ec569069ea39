package dev.sidelight.health;

import dev.sidelight.task.Task;
import java.util.OptionalDouble;

/**
 * The task's ephemeral storage (Fargate) is used above a share of what was allocated.
 *
 * @param above the share, 0–1
 */
public record EphemeralStorage(double above, Timing timing) implements Rule {

    @Override
    public String name() {
        return "ephemeralStorage";
    }

    @Override
    public boolean decidesTask(Task task) {
        return true;
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.task().task().ephemeralStorage().map(this::judge).orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(Task.EphemeralStorage storage) {
        OptionalDouble used = storage.utilizedMib();
        OptionalDouble allocated = storage.reservedMib();
        if (used.isEmpty() || allocated.isEmpty() || allocated.getAsDouble() <= 0) {
            return Judgement.unknown("its ephemeral storage is not metered yet");
        }
        double share = used.getAsDouble() / allocated.getAsDouble();
        String text = "ephemeral storage is at " + Quantity.percent(share) + " of "
                + Math.round(allocated.getAsDouble()) + " MiB";
        return share > above ? Judgement.bad(text + ", above " + Quantity.percent(above)) : Judgement.good(text);
    }
}
