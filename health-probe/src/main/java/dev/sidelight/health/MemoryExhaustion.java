package dev.sidelight.health;

import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.Moment;
import dev.sidelight.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * At the trend of the last minutes the working set reaches the effective memory limit soon. {@link MemoryTrend} says how
 * a trend is told from the saw-teeth of a garbage collector; {@code docs/health.md} has its predictions on known traces.
 *
 * @param within the time that is soon
 * @param over the minutes that the trend is taken from
 */
public record MemoryExhaustion(Duration within, Duration over, Timing timing) implements Rule {

    @Override
    public String name() {
        return "memoryExhaustion";
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container()
                .filter(measured -> measured.limits().memoryBytes().isPresent())
                .map(measured -> judge(measured, subject, before))
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(MeasuredContainer measured, Subject subject, Memory before) {
        if (measured.workingSetBytes().isEmpty()) {
            return subject.withoutStats().remembering(before);
        }
        double used = measured.workingSetBytes().getAsDouble();
        double limit = measured.limits().memoryBytes().getAsDouble();
        Moment now = subject.now();
        MemoryTrend trend =
                before instanceof MemoryTrend known && known.startedAt().equals(startedAt(measured))
                        ? known.and(now, used, limit)
                        : MemoryTrend.first(now, used, over, startedAt(measured));
        return judge(trend.timeTo(limit), Quantity.percent(used / limit) + " of " + Quantity.mib(limit))
                .remembering(trend);
    }

    /** A container that was started again, as after it ran out of memory, begins a trend of its own. */
    private static Optional<Instant> startedAt(MeasuredContainer measured) {
        return measured.container().startedAt();
    }

    private Judgement judge(Optional<Duration> left, String used) {
        if (left.isEmpty()) {
            return Judgement.good("memory is at " + used + " and does not rise steadily");
        }
        String reached = "memory is at " + used + ", and at the trend of the last " + DurationText.words(over)
                + " its limit is reached in " + DurationText.words(left.get());
        return left.get().compareTo(within) <= 0
                ? Judgement.bad(reached + ", less than " + DurationText.words(within))
                : Judgement.good(reached);
    }
}
