package dev.sidelight.task;

import java.time.InstantSource;

/** Where the agent's time comes from; tests bring their own. */
@FunctionalInterface
public interface MomentSource {

    /** The present moment. */
    Moment now();

    /** The system's clocks. */
    static MomentSource system() {
        InstantSource wall = InstantSource.system();
        return () -> new Moment(wall.instant(), System.nanoTime());
    }
}
