package dev.sidelight.health;

import dev.sidelight.task.MeasuredContainer;

/**
 * The container uses a share of its effective CPU limit or more: it is saturated.
 *
 * @param above the share, 0–1 and more where CPU shares are no cap
 */
public record CpuUse(double above, Timing timing) implements Rule {

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container()
                .filter(measured -> measured.limits().vcpus().isPresent())
                .map(measured -> judge(measured, subject))
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(MeasuredContainer measured, Subject subject) {
        if (measured.live().isEmpty()) {
            return subject.withoutStats();
        }
        if (measured.cpuUtilizationRatio().isEmpty()) {
            return Judgement.unknown("there is no CPU rate yet");
        }
        double ratio = measured.cpuUtilizationRatio().getAsDouble();
        String used = "CPU is at " + Quantity.percent(ratio) + " of its limit of "
                + measured.limits().vcpus().getAsDouble() + " vCPU";
        return ratio >= above ? Judgement.bad(used + ", at or above " + Quantity.percent(above)) : Judgement.good(used);
    }
}
