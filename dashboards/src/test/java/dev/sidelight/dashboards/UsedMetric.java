package dev.sidelight.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CloudWatch metric as a widget or an alarm asks for it.
 *
 * @param dimensions the whole set of their names
 * @param fixed those that one value is asked of
 */
record UsedMetric(
        String namespace,
        String name,
        Set<String> dimensions,
        Map<String, String> fixed,
        String statistic,
        int periodSeconds) {

    /** A search: namespace and dimensions in braces, the terms, statistic and period. */
    private static final Pattern SEARCH = Pattern.compile(
            "SEARCH\\('\\{\"([^\"]+)\",([A-Za-z,]+)} ((?:[A-Za-z]+=\"[^\"]+\" ?)+)', '([A-Za-z]+)', (\\d+)\\)");

    private static final Pattern TERM = Pattern.compile("([A-Za-z]+)=\"([^\"]+)\"");

    /** A Metrics Insights query. */
    private static final Pattern QUERY = Pattern.compile(
            "SELECT ([A-Z]+)\\(([A-Za-z]+)\\) FROM SCHEMA\\(\"([^\"]+)\", ([A-Za-z, ]+)\\) WHERE (.+) GROUP BY ([A-Za-z]+)"
                    + " ORDER BY \\1\\(\\) DESC");

    private static final Pattern CONDITION = Pattern.compile("([A-Za-z]+) = '([^']+)'");

    UsedMetric {
        dimensions = Set.copyOf(dimensions);
        fixed = Map.copyOf(fixed);
    }

    static UsedMetric ofSearch(String expression) {
        Matcher search = SEARCH.matcher(expression);
        if (!search.find()) {
            throw new IllegalArgumentException(expression);
        }
        Map<String, String> terms = pairs(TERM, search.group(3));
        String name = terms.remove("MetricName");
        if (name == null) {
            throw new IllegalArgumentException(expression);
        }
        return new UsedMetric(
                search.group(1),
                name,
                Set.of(search.group(2).split(",", -1)),
                terms,
                search.group(4),
                Integer.parseInt(search.group(5)));
    }

    /** What an alarm looks at. */
    static List<UsedMetric> ofAlarm(JsonNode alarm) {
        if (alarm.has("MetricName")) {
            return List.of(ofStatistic(alarm, alarm.path("Statistic"), alarm.path("Period")));
        }
        List<UsedMetric> used = new ArrayList<>();
        for (JsonNode part : alarm.path("Metrics")) {
            JsonNode statistic = part.path("MetricStat");
            if (!statistic.isMissingNode()) {
                used.add(ofStatistic(statistic.path("Metric"), statistic.path("Stat"), statistic.path("Period")));
            } else if (part.path("Expression").asText().startsWith("SELECT")) {
                used.add(ofQuery(
                        part.path("Expression").asText(), part.path("Period").asInt()));
            }
        }
        return used;
    }

    private static UsedMetric ofStatistic(JsonNode metric, JsonNode statistic, JsonNode period) {
        Map<String, String> fixed = new LinkedHashMap<>();
        metric.path("Dimensions")
                .forEach(dimension -> fixed.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        return new UsedMetric(
                metric.path("Namespace").asText(),
                metric.path("MetricName").asText(),
                fixed.keySet(),
                fixed,
                statistic.asText(),
                period.asInt());
    }

    private static UsedMetric ofQuery(String expression, int period) {
        Matcher query = QUERY.matcher(expression);
        if (!query.matches()) {
            throw new IllegalArgumentException(expression);
        }
        Set<String> dimensions = new HashSet<>(List.of(query.group(4).split(", ", -1)));
        Map<String, String> fixed = pairs(CONDITION, query.group(5));
        if (!dimensions.contains(query.group(6)) || fixed.containsKey(query.group(6))) {
            throw new IllegalArgumentException(expression);
        }
        return new UsedMetric(query.group(3), query.group(2), dimensions, fixed, statistic(query.group(1)), period);
    }

    private static String statistic(String function) {
        return switch (function) {
            case "MAX" -> "Maximum";
            case "MIN" -> "Minimum";
            case "AVG" -> "Average";
            case "SUM" -> "Sum";
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static Map<String, String> pairs(Pattern pattern, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pattern.matcher(text).results().forEach((MatchResult pair) -> pairs.put(pair.group(1), pair.group(2)));
        return pairs;
    }
}
