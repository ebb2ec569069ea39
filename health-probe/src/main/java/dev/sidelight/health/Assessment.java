package dev.sidelight.health;

import dev.sidelight.task.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where all rules of a container or a task stand. */
record Assessment(List<RuleStanding> rules) {

    static final Assessment NONE = new Assessment(List.of());

    Assessment {
        rules = List.copyOf(rules);
    }

    /** After a poll; {@code weigh} has the last word on what was found. */
    Assessment next(List<Rule> asked, Subject subject, UnaryOperator<Finding> weigh) {
        List<RuleStanding> next = new ArrayList<>();
        for (Rule rule : asked) {
            Optional<RuleStanding> known = of(rule);
            RuleStanding before = known.orElseGet(() -> RuleStanding.first(rule, subject.now()));
            Judgement judgement = rule.judge(subject, before.memory());
            if (judgement.finding().isPresent()) {
                Finding finding = judgement.finding().get();
                next.add(before.next(
                        rule.hasGrace() ? weigh.apply(finding) : finding, judgement.memory(), subject.now()));
            } else if (known.isPresent()) { // a reading that has gone is no reason to forget the rule
                next.add(before.next(
                        new Finding.Unknown("what it looks at is missing"), before.memory(), subject.now()));
            }
        }
        return new Assessment(next);
    }

    /** After a poll that could not tell anything. */
    Assessment unknown(String cause, Moment now) {
        return new Assessment(
                rules.stream().map(standing -> standing.lost(cause, now)).toList());
    }

    /** The same without what ECS reports of the container's own check, which this may be the answer to. */
    Assessment withoutReportedHealth() {
        return new Assessment(rules.stream()
                .filter(standing -> !standing.rule().name().equals(ReportedHealth.NAME))
                .toList());
    }

    Verdict verdict() {
        List<String> reasons = in(RuleState.FAILING);
        if (!reasons.isEmpty()) {
            return new Verdict.Unhealthy(reasons);
        }
        List<String> causes = in(RuleState.UNKNOWN);
        return causes.isEmpty() ? new Verdict.Healthy() : new Verdict.Unknown(causes.getFirst());
    }

    private List<String> in(RuleState state) {
        return rules.stream()
                .filter(standing -> standing.state() == state)
                .map(RuleStanding::detail)
                .toList();
    }

    private Optional<RuleStanding> of(Rule rule) {
        return rules.stream().filter(standing -> standing.rule().equals(rule)).findFirst();
    }
}
