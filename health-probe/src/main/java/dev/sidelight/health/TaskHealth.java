package dev.sidelight.health;

import dev.sidelight.task.Container;
import dev.sidelight.task.ContainerKey;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The health of a task and of its containers, those of ECS's own left out, at one poll. Immutable: the next poll goes on
 * from it, and the same polls give the same verdicts.
 *
 * @param decision unhealthy while a container that counts or a rule of the task is, else unknown while one is
 * @param gate the same without what ECS reports of the containers' own checks
 * @param seen the names of all containers that were ever seen
 * @param changes the last ones, oldest first
 */
public record TaskHealth(
        HealthPolicy policy,
        Decision decision,
        Decision gate,
        Assessment assessment,
        List<ContainerHealth> containers,
        Set<String> seen,
        List<Change> changes) {

    private static final int MOST_CHANGES = 20;

    public TaskHealth {
        containers = List.copyOf(containers);
        seen = Set.copyOf(seen);
        changes = List.copyOf(changes);
    }

    /** Nothing is known yet. */
    public static TaskHealth first(HealthPolicy policy, Moment now) {
        Decision unknown = new Decision(new Verdict.Unknown("nothing was observed yet"), now);
        return new TaskHealth(policy, unknown, unknown, Assessment.NONE, List.of(), Set.of(), List.of());
    }

    /** After a poll that gave {@code task}. */
    public TaskHealth next(MeasuredTask task, CheckResult.Source checks) {
        Moment now = task.snapshot().at();
        Map<String, MeasuredContainer> newest = task.containersByName();
        List<ContainerHealth> next = distinct(task, newest).stream()
                .map(measured -> health(measured, newest, task, checks))
                .toList();
        List<Rule> rules = policy.otherwise().rules().stream()
                .filter(rule -> rule.decidesTask(task.task()))
                .toList();
        Subject itself = new Subject(task, Optional.empty(), checks);
        return next(assessment.next(rules, itself, UnaryOperator.identity()), next, now);
    }

    /** After a poll that gave no task: every verdict is unknown. */
    public TaskHealth lost(String cause, Moment now) {
        List<ContainerHealth> next =
                containers.stream().map(health -> health.unknown(cause, now)).toList();
        Decision decided = decision.next(new Verdict.Unknown(cause), now);
        Decision gated = gate.next(new Verdict.Unknown(cause), now);
        return new TaskHealth(
                policy, decided, gated, assessment.unknown(cause, now), next, seen, changes(decided, gated, next, now));
    }

    /** The rules that decide the task as a whole, and where they stand. */
    public List<RuleStanding> rules() {
        return assessment.rules();
    }

    /** The health of a container. */
    public Optional<ContainerHealth> of(Container container) {
        return of(ContainerKey.of(container));
    }

    /** The health of the container of this name; of two, the newer. */
    public Optional<ContainerHealth> named(String name) {
        return containers.stream()
                .filter(health -> health.name().equals(name) && !health.replaced())
                .findFirst();
    }

    /** Whether a container of this name may come: the policy names it, or it was there before. */
    public boolean expects(String name) {
        return policy.containers().containsKey(name) || seen.contains(name);
    }

    private Optional<ContainerHealth> of(ContainerKey key) {
        return containers.stream().filter(health -> health.key().equals(key)).findFirst();
    }

    /** The user's own containers; of two with one key, which could not be told apart at the next poll, the newest. */
    private static Collection<MeasuredContainer> distinct(MeasuredTask task, Map<String, MeasuredContainer> newest) {
        Map<ContainerKey, MeasuredContainer> byKey = new LinkedHashMap<>();
        task.containers().stream()
                .filter(measured -> measured.container().isOfTheUser())
                .forEach(measured -> byKey.merge(
                        ContainerKey.of(measured.container()), measured, (a, b) -> isReplaced(b, newest) ? a : b));
        return byKey.values();
    }

    private static boolean isReplaced(MeasuredContainer measured, Map<String, MeasuredContainer> newest) {
        return !measured.equals(newest.get(measured.container().name()));
    }

    private ContainerHealth health(
            MeasuredContainer measured,
            Map<String, MeasuredContainer> newest,
            MeasuredTask task,
            CheckResult.Source checks) {
        return ContainerHealth.of(
                measured,
                isReplaced(measured, newest),
                of(measured.container()),
                policy.of(measured.container().name()),
                new Subject(task, Optional.of(measured), checks));
    }

    private TaskHealth next(Assessment assessed, List<ContainerHealth> next, Moment now) {
        Decision decided = decision.next(verdict(assessed.verdict(), next, ContainerHealth::decision), now);
        Decision gated = gate.next(verdict(assessed.verdict(), next, ContainerHealth::gate), now);
        Set<String> names = next.stream().map(ContainerHealth::name).collect(Collectors.toCollection(HashSet::new));
        names.addAll(seen);
        return new TaskHealth(policy, decided, gated, assessed, next, names, changes(decided, gated, next, now));
    }

    private static Verdict verdict(
            Verdict own, List<ContainerHealth> containers, Function<ContainerHealth, Decision> decision) {
        List<String> reasons = new ArrayList<>();
        List<String> causes = new ArrayList<>();
        collect("", own, reasons, causes);
        containers.stream()
                .filter(ContainerHealth::counts)
                .forEach(health ->
                        collect(health.name() + ": ", decision.apply(health).verdict(), reasons, causes));
        if (!reasons.isEmpty()) {
            return new Verdict.Unhealthy(reasons);
        }
        if (containers.isEmpty()) {
            return new Verdict.Unknown("no container is known");
        }
        return causes.isEmpty() ? new Verdict.Healthy() : new Verdict.Unknown(String.join("; ", causes));
    }

    private static void collect(String whose, Verdict verdict, List<String> reasons, List<String> causes) {
        switch (verdict) {
            case Verdict.Healthy _ -> {}
            case Verdict.Unhealthy unhealthy -> unhealthy.reasons().forEach(reason -> reasons.add(whose + reason));
            case Verdict.Unknown unknown -> causes.add(whose + unknown.cause());
        }
    }

    private List<Change> changes(Decision decided, Decision gated, List<ContainerHealth> next, Moment now) {
        Stream<Change> ofContainers = next.stream().flatMap(health -> changes(health, of(health.key()), now));
        Stream<Change> ofTask = Change.of("", Optional.of(decision), decided, Optional.of(gate), gated, now);
        List<Change> all = Stream.of(changes.stream(), ofContainers, ofTask)
                .flatMap(Function.identity())
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size());
    }

    private static Stream<Change> changes(ContainerHealth next, Optional<ContainerHealth> before, Moment now) {
        return Change.of(
                next.name(),
                before.map(ContainerHealth::decision),
                next.decision(),
                before.map(ContainerHealth::gate),
                next.gate(),
                now);
    }
}
