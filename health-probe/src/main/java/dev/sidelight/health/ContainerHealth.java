package dev.sidelight.health;

import dev.sidelight.task.Container;
import dev.sidelight.task.ContainerKey;
import dev.sidelight.task.MeasuredContainer;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The health of one container.
 *
 * @param replaced whether there is a newer container of its name
 * @param counts whether its verdict counts for the task's
 * @param decision by all rules
 * @param gate without what ECS reports of its own check: for whatever may be the answer of that check
 */
public record ContainerHealth(
        ContainerKey key,
        Run run,
        boolean replaced,
        boolean counts,
        Decision decision,
        Decision gate,
        Assessment assessment) {

    /** Its name in the task definition. */
    public String name() {
        return key.name();
    }

    /** The rules that apply, and where they stand. */
    public List<RuleStanding> rules() {
        return assessment.rules();
    }

    /** The health of a container at its first poll, or after {@code before}. */
    static ContainerHealth of(
            MeasuredContainer measured,
            boolean replaced,
            Optional<ContainerHealth> before,
            ContainerPolicy policy,
            Subject subject) {
        Container container = measured.container();
        Run run = Run.of(container, before.map(ContainerHealth::run), subject.now());
        Optional<String> notNow = notNow(container, subject.task());
        Assessment last = before.map(ContainerHealth::assessment).orElse(Assessment.NONE);
        Assessment next = notNow.map(cause -> last.unknown(cause, subject.now()))
                .orElseGet(() -> last.next(
                        rules(container, policy, subject.task()), subject, grace(policy, run.lasted(subject.now()))));
        return new ContainerHealth(
                ContainerKey.of(container),
                run,
                replaced,
                !replaced && policy.essential().orElse(!container.isStopped()),
                decision(before.map(ContainerHealth::decision), verdict(next, notNow), subject.now()),
                decision(
                        before.map(ContainerHealth::gate),
                        verdict(next.withoutReportedHealth(), notNow),
                        subject.now()),
                next);
    }

    /** This health while nothing is known of the container. */
    ContainerHealth unknown(String cause, Moment now) {
        Verdict unknown = new Verdict.Unknown(cause);
        return new ContainerHealth(
                key,
                run,
                replaced,
                counts,
                decision.next(unknown, now),
                gate.next(unknown, now),
                assessment.unknown(cause, now));
    }

    static Decision decision(Optional<Decision> before, Verdict verdict, Moment now) {
        return before.map(decision -> decision.next(verdict, now)).orElseGet(() -> new Decision(verdict, now));
    }

    private static Verdict verdict(Assessment assessment, Optional<String> notNow) {
        return notNow.or(() -> assessment.rules().isEmpty()
                        ? Optional.of("no rule of the policy applies to it")
                        : Optional.empty())
                .<Verdict>map(Verdict.Unknown::new)
                .orElseGet(assessment::verdict);
    }

    /** Why nothing is to be judged at present. */
    private static Optional<String> notNow(Container container, MeasuredTask task) {
        boolean ending = container.desiredStatus().equals("STOPPED") && !container.isStopped();
        if (ending || task.task().desiredStatus().equals("STOPPED")) {
            return Optional.of("it is being stopped");
        }
        return container.isRunning() || container.isStopped()
                ? Optional.empty()
                : Optional.of("it does not run yet (" + container.knownStatus() + ")");
    }

    private static List<Rule> rules(Container container, ContainerPolicy policy, MeasuredTask task) {
        return policy.rules().stream()
                .filter(rule -> container.isStopped() ? rule.judgesStopped() : !rule.decidesTask(task.task()))
                .toList();
    }

    /** Within the start grace what is bad counts as not known. */
    private static UnaryOperator<Finding> grace(ContainerPolicy policy, Duration ran) {
        return ran.compareTo(policy.startGrace()) >= 0
                ? UnaryOperator.identity()
                : finding -> finding instanceof Finding.Bad bad
                        ? new Finding.Unknown("it is within its start grace of "
                                + DurationText.words(policy.startGrace()) + ": " + bad.reason())
                        : finding;
    }
}
