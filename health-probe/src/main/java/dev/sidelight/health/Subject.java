package dev.sidelight.health;

import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredInterface;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import java.util.List;
import java.util.Optional;

/**
 * What a rule judges: a container, or the task as a whole.
 *
 * @param container absent where the task is judged
 */
record Subject(MeasuredTask task, Optional<MeasuredContainer> container, CheckResult.Source checks) {

    Moment now() {
        return task.snapshot().at();
    }

    Optional<MeasuredContainer.Live> live() {
        return container.flatMap(MeasuredContainer::live);
    }

    /** The interfaces that belong to it. */
    List<MeasuredInterface> interfaces() {
        return container.isEmpty()
                ? task.interfaces()
                : live().map(MeasuredContainer.Live::interfaces).orElse(List.of());
    }

    /** Why the container has no statistics, as a finding. */
    Judgement withoutStats() {
        return Judgement.unknown("it has no statistics"
                + container
                        .flatMap(MeasuredContainer::missing)
                        .map(reason -> " (" + reason.label() + ")")
                        .orElse(""));
    }
}
