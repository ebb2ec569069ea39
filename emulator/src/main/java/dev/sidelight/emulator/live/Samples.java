package dev.sidelight.emulator.live;

import java.util.Optional;

/** The last two samples of a container. */
record Samples(Optional<Sample> previous, Optional<Sample> last) {
    static final Samples NONE = new Samples(Optional.empty(), Optional.empty());

    Samples and(Sample next) {
        return new Samples(last, Optional.of(next));
    }
}
