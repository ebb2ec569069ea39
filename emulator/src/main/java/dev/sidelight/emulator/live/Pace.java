package dev.sidelight.emulator.live;

import java.time.Duration;

/** How many times faster than at ECS the times of a definition pass, so that a test need not wait for them. */
record Pace(int times) {
    Duration of(Duration duration) {
        return duration.dividedBy(times);
    }
}
