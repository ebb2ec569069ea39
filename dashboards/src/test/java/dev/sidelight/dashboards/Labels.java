package dev.sidelight.dashboards;

import dev.sidelight.dashboards.PromQl.Grouping;
import dev.sidelight.dashboards.PromQl.Many;
import dev.sidelight.dashboards.PromQl.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which labels the series of an expression may have, and where it names a metric or a label that cannot be there. */
final class Labels {

    private static final Set<String> WITHOUT_LABELS = Set.of("time", "vector", "scalar", "pi");
    private static final Set<String> SET_OPERATORS = Set.of("and", "unless");

    private final Map<String, Set<String>> known;
    private final List<String> faults = new ArrayList<>();

    /** A reader for which {@code known} are the metrics, each with its labels. */
    Labels(Map<String, Set<String>> known) {
        this.known = known;
    }

    /** What was found wrong so far. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    Set<String> of(PromQl expression) {
        return switch (expression) {
            case PromQl.Selector selector -> ofSelector(selector);
            case PromQl.Aggregate aggregate -> ofAggregate(aggregate);
            case PromQl.Call call -> ofCall(call);
            case PromQl.Binary binary -> ofBinary(binary);
            case PromQl.Scalar _, PromQl.Text _ -> Set.of();
        };
    }

    private Set<String> ofSelector(PromQl.Selector selector) {
        Set<String> labels = known.get(selector.metric());
        if (labels == null) {
            faults.add("there is no metric " + selector.metric());
            return Set.of();
        }
        selector.matchers().forEach(matcher -> require(matcher.label(), labels, selector.metric()));
        return labels;
    }

    private Set<String> ofAggregate(PromQl.Aggregate aggregate) {
        Set<String> inner = of(aggregate.arguments().getLast());
        String where =
                aggregate.operator() + " of " + aggregate.arguments().getLast().metrics();
        aggregate.grouping().ifPresent(grouping -> requireAll(grouping.labels(), inner, where));
        if (aggregate.operator().equals("topk") || aggregate.operator().equals("bottomk")) {
            return inner;
        }
        Set<String> labels =
                aggregate.grouping().map(grouping -> grouped(grouping, inner)).orElse(Set.of());
        return aggregate.operator().equals("count_values")
                        && aggregate.arguments().getFirst() instanceof PromQl.Text(String added)
                ? with(labels, Set.of(added))
                : labels;
    }

    private Set<String> ofCall(PromQl.Call call) {
        if (call.function().equals("label_values") && call.arguments().getLast() instanceof PromQl.Selector label) {
            require(label.metric(), of(call.arguments().getFirst()), "label_values");
            return Set.of(label.metric());
        }
        List<Set<String>> ofArguments = call.arguments().stream().map(this::of).toList();
        if (call.function().startsWith("absent")) {
            return equalities(call);
        }
        if (WITHOUT_LABELS.contains(call.function()) || ofArguments.isEmpty()) {
            return Set.of();
        }
        Set<String> inner = new TreeSet<>();
        ofArguments.forEach(inner::addAll);
        return call.function().matches("label_(replace|join)")
                        && call.arguments().get(1) instanceof PromQl.Text(String added)
                ? with(inner, Set.of(added))
                : inner;
    }

    private static Set<String> equalities(PromQl.Call call) {
        Set<String> labels = new TreeSet<>();
        call.parts().stream()
                .flatMap(PromQl::selectors)
                .flatMap(selector -> selector.matchers().stream())
                .filter(matcher -> matcher.operator().equals("="))
                .map(Matcher::label)
                .forEach(labels::add);
        return labels;
    }

    private Set<String> ofBinary(PromQl.Binary binary) {
        Set<String> left = of(binary.left());
        Set<String> right = of(binary.right());
        PromQl.Matching matching = binary.matching();
        matching.grouping().ifPresent(grouping -> {
            String where = binary.operator() + (grouping.only() ? " on" : " ignoring");
            if (grouping.only()) {
                requireAll(
                        grouping.labels(),
                        left,
                        where + ", left: " + binary.left().metrics());
                requireAll(
                        grouping.labels(),
                        right,
                        where + ", right: " + binary.right().metrics());
            } else {
                requireAll(grouping.labels(), with(left, right), where);
            }
        });
        if (binary.operator().equals("or")) {
            return with(left, right);
        }
        if (SET_OPERATORS.contains(binary.operator())) {
            return left;
        }
        Set<String> many = matching.many() == Many.RIGHT ? right : left;
        Set<String> one = matching.many() == Many.RIGHT ? left : right;
        if (matching.many() != Many.NEITHER) {
            requireAll(matching.given(), one, "group_left or group_right of " + binary.operator());
            return with(many, matching.given());
        }
        return matching.grouping().map(grouping -> grouped(grouping, left)).orElse(left.isEmpty() ? right : left);
    }

    private static Set<String> grouped(Grouping grouping, Set<String> inner) {
        Set<String> labels = new TreeSet<>(inner);
        if (grouping.only()) {
            labels.retainAll(grouping.labels());
        } else {
            labels.removeAll(grouping.labels());
        }
        return labels;
    }

    private static Set<String> with(Set<String> some, Iterable<String> more) {
        Set<String> all = new TreeSet<>(some);
        more.forEach(all::add);
        return all;
    }

    private void requireAll(List<String> labels, Set<String> there, String where) {
        labels.forEach(label -> require(label, there, where));
    }

    private void require(String label, Set<String> there, String where) {
        if (!there.contains(label)) {
            faults.add("there is no label " + label + " in " + where);
        }
    }
}
