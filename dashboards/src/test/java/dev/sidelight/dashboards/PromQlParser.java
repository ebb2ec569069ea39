package dev.sidelight.dashboards;

import dev.sidelight.dashboards.PromQl.Grouping;
import dev.sidelight.dashboards.PromQl.Many;
import dev.sidelight.dashboards.PromQl.Matcher;
import dev.sidelight.dashboards.PromQl.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads PromQL by recursive descent; what it cannot read is an {@link IllegalArgumentException}. */
final class PromQlParser {

    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "count",
            "group",
            "stddev",
            "stdvar",
            "topk",
            "bottomk",
            "quantile",
            "count_values",
            "limitk",
            "limit_ratio");
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("or", 1),
            Map.entry("and", 2),
            Map.entry("unless", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry("<=", 3),
            Map.entry("<", 3),
            Map.entry(">=", 3),
            Map.entry(">", 3),
            Map.entry("+", 4),
            Map.entry("-", 4),
            Map.entry("*", 5),
            Map.entry("/", 5),
            Map.entry("%", 5),
            Map.entry("atan2", 5),
            Map.entry("^", 6));
    private static final int RIGHT_ASSOCIATIVE = 6;

    private final PromQlTokens tokens;

    PromQlParser(String text) {
        tokens = new PromQlTokens(text);
    }

    PromQl whole() {
        PromQl expression = binary(1);
        if (!tokens.atEnd()) {
            throw tokens.unexpected();
        }
        return expression;
    }

    private PromQl binary(int lowest) {
        PromQl left = unary();
        while (true) {
            String operator = tokens.peek().toLowerCase(Locale.ROOT);
            int precedence = PRECEDENCE.getOrDefault(operator, 0);
            if (precedence < lowest) {
                return left;
            }
            tokens.next();
            tokens.takeIfWord("bool");
            Matching matching = matching();
            PromQl right = binary(precedence == RIGHT_ASSOCIATIVE ? precedence : precedence + 1);
            left = new PromQl.Binary(operator, left, right, matching);
        }
    }

    private Matching matching() {
        boolean on = tokens.takeIfWord("on");
        if (!on && !tokens.takeIfWord("ignoring")) {
            return Matching.WHOLE;
        }
        Grouping grouping = new Grouping(on, names());
        boolean left = tokens.takeIfWord("group_left");
        if (!left && !tokens.takeIfWord("group_right")) {
            return new Matching(Optional.of(grouping), Many.NEITHER, List.of());
        }
        List<String> given = tokens.peek().equals("(") ? names() : List.of();
        return new Matching(Optional.of(grouping), left ? Many.LEFT : Many.RIGHT, given);
    }

    private PromQl unary() {
        while (tokens.takeIf("-") || tokens.takeIf("+")) {
            // the sign changes no label
        }
        PromQl operand = primary();
        while (true) {
            if (tokens.takeIfWord("offset")) {
                tokens.takeIf("-");
                tokens.next();
            } else if (tokens.takeIf("@")) {
                if (tokens.isWord()) {
                    tokens.next();
                    tokens.expect("(");
                    tokens.expect(")");
                } else {
                    tokens.next();
                }
            } else if (tokens.isRange()) {
                tokens.next();
            } else {
                return operand;
            }
        }
    }

    private PromQl primary() {
        if (tokens.takeIf("(")) {
            PromQl inner = binary(1);
            tokens.expect(")");
            return inner;
        }
        if (tokens.isNumber()) {
            return new PromQl.Scalar(tokens.next());
        }
        if (tokens.isText()) {
            return new PromQl.Text(PromQlTokens.unquoted(tokens.next()));
        }
        if (tokens.peek().equals("{")) {
            return selector("");
        }
        if (!tokens.isWord()) {
            throw tokens.unexpected();
        }
        String word = tokens.next();
        if (AGGREGATES.contains(word.toLowerCase(Locale.ROOT))) {
            return aggregate(word.toLowerCase(Locale.ROOT));
        }
        return tokens.peek().equals("(") ? new PromQl.Call(word, arguments()) : selector(word);
    }

    private PromQl aggregate(String operator) {
        Optional<Grouping> before = grouping();
        List<PromQl> arguments = arguments();
        return new PromQl.Aggregate(operator, before.or(this::grouping), arguments);
    }

    private Optional<Grouping> grouping() {
        boolean by = tokens.takeIfWord("by");
        return by || tokens.takeIfWord("without") ? Optional.of(new Grouping(by, names())) : Optional.empty();
    }

    private List<PromQl> arguments() {
        List<PromQl> arguments = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.takeIf(")")) {
            arguments.add(binary(1));
            if (!tokens.peek().equals(")")) {
                tokens.expect(",");
            }
        }
        return arguments;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.takeIf(")")) {
            names.add(tokens.next());
            if (!tokens.peek().equals(")")) {
                tokens.expect(",");
            }
        }
        return names;
    }

    private PromQl selector(String word) {
        String metric = word;
        List<Matcher> matchers = new ArrayList<>();
        if (tokens.takeIf("{")) {
            while (!tokens.takeIf("}")) {
                Matcher matcher = new Matcher(tokens.next(), tokens.next(), PromQlTokens.unquoted(tokens.next()));
                if (matcher.label().equals("__name__") && matcher.operator().equals("=")) {
                    metric = matcher.value();
                } else {
                    matchers.add(matcher);
                }
                if (!tokens.peek().equals("}")) {
                    tokens.expect(",");
                }
            }
        }
        return new PromQl.Selector(metric, matchers);
    }
}
