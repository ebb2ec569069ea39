package dev.sidelight.health;

import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * Since when findings of a kind have come without a break.
 *
 * @param bad since when only bad ones
 * @param notBad since when none that was bad
 * @param notGood since when none that was good
 */
record Runs(Optional<Moment> bad, Optional<Moment> notBad, Optional<Moment> notGood) {

    static final Runs NONE = new Runs(Optional.empty(), Optional.empty(), Optional.empty());

    Runs next(Finding finding, Moment now) {
        return switch (finding) {
            case Finding.Good _ -> new Runs(Optional.empty(), begun(notBad, now), Optional.empty());
            case Finding.Bad _ -> new Runs(begun(bad, now), Optional.empty(), begun(notGood, now));
            case Finding.Unknown _ -> new Runs(Optional.empty(), begun(notBad, now), begun(notGood, now));
        };
    }

    static boolean held(Optional<Moment> run, Duration time, Moment now) {
        return run.isPresent() && now.since(run.get()).compareTo(time) >= 0;
    }

    private static Optional<Moment> begun(Optional<Moment> run, Moment now) {
        return run.or(() -> Optional.of(now));
    }
}
