package dev.sidelight.health;

import dev.sidelight.task.MeasuredContainer;

/**
 * The working set is above a share of the effective memory limit.
 *
 * @param above the share, 0–1
 */
public record MemoryUse(double above, Timing timing) implements Rule {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container()
                .filter(measured -> measured.limits().memoryBytes().isPresent())
                .map(measured -> judge(measured, subject))
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(MeasuredContainer measured, Subject subject) {
        if (measured.memoryUtilizationRatio().isEmpty()) {
            return subject.withoutStats();
        }
        double ratio = measured.memoryUtilizationRatio().getAsDouble();
        String used = "memory is at " + Quantity.percent(ratio) + " of its limit of "
                + Quantity.mib(measured.limits().memoryBytes().getAsDouble());
        return ratio > above ? Judgement.bad(used + ", above " + Quantity.percent(above)) : Judgement.good(used);
    }
}
