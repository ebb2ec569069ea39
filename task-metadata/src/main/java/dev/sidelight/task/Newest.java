package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A reading that several containers repeat, taken from the one whose {@code read} is newest. It is kept until a newer
 * one is offered, so that a counter does not step back when that container stops, and ends after 60 s without.
 *
 * @param dockerId the container that it was taken from
 * @param since when it was taken
 */
record Newest<R>(String dockerId, Instant read, Moment since, R reading) {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final Comparator<Newest<?>> BY_READ = Comparator.<Newest<?>, Instant>comparing(Newest::read)
            .thenComparing(Newest::dockerId, Comparator.reverseOrder());

    /** The newest of what was kept and what is offered at {@code now}. */
    static <R> Optional<Newest<R>> of(Optional<Newest<R>> kept, List<Newest<R>> offers, Moment now) {
        Optional<Newest<R>> best = offers.stream().max(BY_READ);
        if (kept.isEmpty() || kept.get().wentBackIn(offers)) {
            return best;
        }
        Newest<R> before = kept.get();
        if (best.isPresent() && best.get().read.isAfter(before.read)) {
            return best;
        }
        return now.since(before.since).compareTo(KEPT) < 0 ? kept : best;
    }

    private boolean wentBackIn(List<Newest<R>> offers) {
        return offers.stream().anyMatch(offer -> offer.dockerId.equals(dockerId) && offer.read.isBefore(read));
    }
}
