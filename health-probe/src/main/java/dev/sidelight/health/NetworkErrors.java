package dev.sidelight.health;

import dev.sidelight.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Too large a share of the packets is lost to errors or dropped, both directions together.
 *
 * @param above the share, 0–1
 */
public record NetworkErrors(double above, Timing timing) implements Rule {

    /** Fewer packets than these between two samples say nothing of a share. */
    private static final double LEAST_PACKETS = 20;

    @Override
    public String name() {
        return "networkErrors";
    }

    @Override
    public boolean decidesTask(Task task) {
        return task.sharesNetwork();
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        if (subject.interfaces().isEmpty()) {
            return subject.task().snapshot().stats().isEmpty() ? subject.withoutStats() : Judgement.NOT_APPLICABLE;
        }
        PacketCounts counts = PacketCounts.of(subject.interfaces());
        if (!(before instanceof PacketCounts last)) {
            return Judgement.unknown("there is only one sample of the network").remembering(counts.with(List.of()));
        }
        if (counts.sameAs(last)) {
            return judge(last.last()).remembering(last);
        }
        Optional<PacketCounts.Delta> delta = counts.since(last);
        return judge(delta).remembering(counts.with(delta.stream().toList()));
    }

    private Judgement judge(Optional<PacketCounts.Delta> delta) {
        if (delta.isEmpty()) {
            return Judgement.unknown("the network's counters were set back");
        }
        double all = delta.get().packets() + delta.get().lost();
        if (all < LEAST_PACKETS) {
            return Judgement.good("too few packets to tell");
        }
        double share = delta.get().lost() / all;
        String lost = Quantity.percent(share) + " of the packets are lost to errors or dropped";
        return share > above ? Judgement.bad(lost + ", above " + Quantity.percent(above)) : Judgement.good(lost);
    }
}
