package dev.sidelight.health;

import dev.sidelight.text.DurationText;
import java.time.Duration;

/**
 * The container's restart policy has restarted it too often: a restart loop.
 *
 * @param above how many restarts are still allowed
 * @param within the time that they are counted over
 */
public record Restarts(long above, Duration within) implements Rule {

    @Override
    public String name() {
        return "restarts";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public boolean judgesStopped() {
        return true;
    }

    @Override
    public boolean hasGrace() {
        return false;
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container()
                .flatMap(measured -> measured.container().restartCount())
                .map(count -> (before instanceof RestartTimes times ? times : RestartTimes.NONE)
                        .next(count, subject.now(), within))
                .map(this::judge)
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(RestartTimes times) {
        String restarted = "restarted " + times.count() + " times within " + DurationText.words(within);
        return (times.count() > above ? Judgement.bad(restarted + ", more than " + above) : Judgement.good(restarted))
                .remembering(times);
    }
}
