package dev.sidelight.agent.metric;

import dev.sidelight.health.ContainerHealth;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What every reader reads: the measured task, its health and how the polling stands, published once per poll and immutable. It
 * ages: a reader asks for it {@linkplain #asOf as of} its own moment, so that a hung or dead poller cannot pass old
 * values off as fresh.
 *
 * @param at when it was published
 * @param staleAfter the age at which an answer of a path is no longer shown
 * @param exported names of the containers to show
 * @param task absent before the first answer of {@code /task} and while that is stale
 */
public record Observation(
        Moment at,
        Duration staleAfter,
        Predicate<String> exported,
        PathStatus taskPath,
        PathStatus statsPath,
        Optional<MeasuredTask> task,
        TaskHealth health) {

    private static final Duration LEAST_STALE_AFTER = Duration.ofSeconds(15);

    /** Nothing observed yet. */
    public static Observation none(Moment at, Duration pollInterval, Predicate<String> exported, TaskHealth health) {
        return new Observation(
                at,
                staleAfter(pollInterval),
                exported,
                PathStatus.UNKNOWN,
                PathStatus.UNKNOWN,
                Optional.empty(),
                health);
    }

    /** The age at which an answer is stale: three polls, and at least 15 s (the metric contract, rule 2). */
    public static Duration staleAfter(Duration pollInterval) {
        Duration threePolls = pollInterval.multipliedBy(3);
        return threePolls.compareTo(LEAST_STALE_AFTER) > 0 ? threePolls : LEAST_STALE_AFTER;
    }

    /** The observation that follows this one. */
    public Observation next(
            Moment now,
            PathStatus taskStatus,
            PathStatus statsStatus,
            Optional<MeasuredTask> measured,
            TaskHealth healthThen) {
        return new Observation(now, staleAfter, exported, taskStatus, statsStatus, measured, healthThen);
    }

    /** What of this observation is still true at {@code now}; itself while all of it is. */
    public Observation asOf(Moment now) {
        if (expiry().isEmpty() || now.since(expiry().get()).compareTo(Duration.ZERO) <= 0) {
            return this;
        }
        boolean withoutTask = taskPath.isStale(now, staleAfter);
        Optional<MeasuredTask> stillTrue = withoutTask
                ? Optional.empty()
                : task.map(measured -> measured.next(measured.snapshot().withoutStats(now)));
        return next(
                now,
                taskPath.lapsed(now, staleAfter),
                statsPath.lapsed(now, staleAfter),
                stillTrue,
                withoutTask ? lostHealth() : health);
    }

    /** As of the expiry, so that all who ask later are told the same. Statistics alone are for the next poll to judge. */
    private TaskHealth lostHealth() {
        return expiry(taskPath, task.isPresent())
                .map(expired -> health.lost("the last poll says nothing any more", expired))
                .orElse(health);
    }

    /** When some of this observation stops being true; absent when there is nothing that could. */
    public Optional<Moment> expiry() {
        boolean showsStats =
                task.flatMap(measured -> measured.snapshot().stats()).isPresent();
        Optional<Moment> taskExpiry = expiry(taskPath, task.isPresent());
        Optional<Moment> statsExpiry = expiry(statsPath, showsStats);
        return taskExpiry
                .flatMap(first -> statsExpiry.map(second -> Moment.earlier(first, second)))
                .or(() -> taskExpiry)
                .or(() -> statsExpiry);
    }

    private Optional<Moment> expiry(PathStatus path, boolean shown) {
        return path.lastSuccess().filter(_ -> shown || path.isUp()).map(success -> success.plus(staleAfter));
    }

    /** The end of the last poll that succeeded, of either path. */
    public Optional<Instant> lastPoll() {
        return taskPath.lastSuccess()
                .flatMap(task ->
                        statsPath.lastSuccess().map(stats -> stats.since(task).isNegative() ? task : stats))
                .or(taskPath::lastSuccess)
                .or(statsPath::lastSuccess)
                .map(Moment::wall);
    }

    /** The health of a container of {@link #containers()}. */
    public Optional<ContainerHealth> healthOf(MeasuredContainer container) {
        return health.of(container.container());
    }

    /** The containers to show, by name: the user's own that pass the filter, of two of one name the newer. */
    public Collection<MeasuredContainer> containers() {
        return task.stream()
                .flatMap(measured -> measured.containersByName().values().stream())
                .filter(one -> exported.test(one.container().name()))
                .toList();
    }
}
