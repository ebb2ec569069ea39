package dev.sidelight.dashboards;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression of PromQL, as far as it says which metrics and labels it needs; Grafana's variables are numbers in it. */
sealed interface PromQl {

    /** Series by name and label; ranges, offsets and times are left out. */
    record Selector(String metric, List<Matcher> matchers) implements PromQl {
        public Selector {
            matchers = List.copyOf(matchers);
        }
    }

    /** {@code sum by (…) (…)} and its like. */
    record Aggregate(String operator, Optional<Grouping> grouping, List<PromQl> arguments) implements PromQl {
        public Aggregate {
            arguments = List.copyOf(arguments);
        }
    }

    /** A function of whatever name. */
    record Call(String function, List<PromQl> arguments) implements PromQl {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Two sides and an operator. */
    record Binary(String operator, PromQl left, PromQl right, Matching matching) implements PromQl {}

    /** A number, or a variable that stands for one. */
    record Scalar(String text) implements PromQl {}

    /** A string. */
    record Text(String value) implements PromQl {}

    /** {@code label="value"}. */
    record Matcher(String label, String operator, String value) {}

    /** {@code by (…)}, {@code on (…)}: these labels alone; {@code without (…)}, {@code ignoring (…)}: all others. */
    record Grouping(boolean only, List<String> labels) {
        public Grouping {
            labels = List.copyOf(labels);
        }
    }

    /** Which side of a binary operator may have many series to one of the other. */
    enum Many {
        NEITHER,
        LEFT,
        RIGHT
    }

    /** How the two sides of a binary operator find each other, and which labels the one side gives to the many. */
    record Matching(Optional<Grouping> grouping, Many many, List<String> given) {
        static final Matching WHOLE = new Matching(Optional.empty(), Many.NEITHER, List.of());

        public Matching {
            given = List.copyOf(given);
        }
    }

    /** The expression of a text. */
    static PromQl read(String text) {
        return new PromQlParser(text).whole();
    }

    /** What it is made of. */
    default List<PromQl> parts() {
        return switch (this) {
            case Aggregate aggregate -> aggregate.arguments();
            case Call call -> call.arguments();
            case Binary binary -> List.of(binary.left(), binary.right());
            case Selector _, Scalar _, Text _ -> List.of();
        };
    }

    /** Every selector in it. */
    default Stream<Selector> selectors() {
        return this instanceof Selector selector
                ? Stream.of(selector)
                : parts().stream().flatMap(PromQl::selectors);
    }

    /** The names of the metrics in it. */
    default Set<String> metrics() {
        return selectors().map(Selector::metric).collect(Collectors.toSet());
    }
}
