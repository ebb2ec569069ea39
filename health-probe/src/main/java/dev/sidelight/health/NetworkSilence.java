package dev.sidelight.health;

import dev.sidelight.task.Count;
import dev.sidelight.task.InterfaceCounters;
import dev.sidelight.task.MeasuredInterface;
import dev.sidelight.task.Task;
import java.util.List;
import java.util.OptionalDouble;

/** Nothing is received any more, where something was. */
public record NetworkSilence(Timing timing) implements Rule {

    @Override
    public String name() {
        return "networkSilence";
    }

    @Override
    public boolean decidesTask(Task task) {
        return task.sharesNetwork();
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        List<MeasuredInterface> interfaces = subject.interfaces();
        if (interfaces.isEmpty()) {
            return subject.task().snapshot().stats().isEmpty() ? subject.withoutStats() : Judgement.NOT_APPLICABLE;
        }
        if (interfaces.stream().allMatch(NetworkSilence::neverReceived)) {
            return Judgement.good("nothing was received yet");
        }
        List<OptionalDouble> rates = interfaces.stream()
                .map(one -> one.sample().receiveBytesPerSecond())
                .toList();
        if (rates.stream().anyMatch(rate -> rate.isPresent() && rate.getAsDouble() > 0)) {
            return Judgement.good("bytes are received");
        }
        return rates.stream().anyMatch(OptionalDouble::isEmpty)
                ? Judgement.unknown("there is no network rate yet")
                : Judgement.bad("no byte is received any more");
    }

    private static boolean neverReceived(MeasuredInterface one) {
        InterfaceCounters counters = one.sample().counters();
        return counters.receiveBytes().map(Count::bits).orElse(1L) == 0;
    }
}
