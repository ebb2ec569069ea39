package dev.sidelight.health;

import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredContainer.LastRead;
import dev.sidelight.task.MissingStats;
import java.util.Optional;

/** The {@code read} of the container's statistics does not move, or they have gone. */
public record StaleStats(Timing timing) implements Rule {

    @Override
    public String name() {
        return "staleStats";
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container().map(measured -> judge(measured, subject)).orElse(Judgement.NOT_APPLICABLE);
    }

    private static Judgement judge(MeasuredContainer measured, Subject subject) {
        if (measured.missing().filter(MissingStats.ENDPOINT::equals).isPresent()) {
            return Judgement.unknown("/task/stats does not answer");
        }
        Optional<LastRead> last = measured.sampling().lastRead();
        if (last.isEmpty()) {
            return Judgement.unknown("it has not been sampled yet");
        }
        boolean moved = measured.live().isPresent()
                && last.get().since().equals(subject.task().snapshot().statsAt());
        return moved
                ? Judgement.good("its statistics move")
                : Judgement.bad(
                        "its statistics have not moved since " + last.get().read());
    }
}
