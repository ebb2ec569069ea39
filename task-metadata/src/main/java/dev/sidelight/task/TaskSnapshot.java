package dev.sidelight.task;

import java.util.Map;
import java.util.Optional;

/**
 * What ECS said at one poll: the newest answer of {@code /task} and that of {@code /task/stats}.
 *
 * @param at when they were put together
 * @param stats absent while {@code /task/stats} has no answer that is fresh enough
 */
public record TaskSnapshot(Moment at, Task task, Optional<Stats> stats) {

    /**
     * An answer of {@code /task/stats}.
     *
     * @param at when it was given; an answer counts on when the next ones fail, but its age says nothing of containers
     * @param entries by {@code DockerId}
     */
    public record Stats(Moment at, Map<String, StatsEntry> entries) {

        public Stats {
            entries = Map.copyOf(entries);
        }
    }

    /** The same without statistics, as when {@code /task/stats} no longer answers. */
    public TaskSnapshot withoutStats(Moment now) {
        return new TaskSnapshot(now, task, Optional.empty());
    }

    /** When the statistics were given; of the snapshot itself where there are none. */
    public Moment statsAt() {
        return stats.map(Stats::at).orElse(at);
    }

    /** What is known of the statistics of {@code container}. */
    StatsEntry statsOf(Container container) {
        if (container.isStopped()) {
            return new StatsEntry.Missing(MissingStats.STOPPED);
        }
        if (stats.isEmpty()) {
            return new StatsEntry.Missing(MissingStats.ENDPOINT);
        }
        StatsEntry entry = stats.get().entries().get(container.dockerId());
        return switch (entry) {
            case null -> new StatsEntry.Missing(MissingStats.ABSENT);
            case StatsEntry.Missing missing -> missing;
            case StatsEntry.Present present ->
                new StatsEntry.Present(present.stats().inNanos(task));
        };
    }
}
