package dev.sidelight.emulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a Prometheus page, as far as a line on a terminal needs them. */
record Exposition(List<Sample> samples) {
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{([^}]*)})? (\\S+).*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** One sample with its labels. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition of(String page) {
        return new Exposition(page.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(Exposition::sample)
                .toList());
    }

    /** The numbers, or since when there are none: those of a poll that is {@code late} are the last, not the present. */
    String line(Instant now, Duration late) {
        OptionalDouble polled = samples.stream()
                .filter(sample -> sample.name().equals("sidelight_last_poll_timestamp_seconds"))
                .mapToDouble(Sample::value)
                .findFirst();
        if (polled.isEmpty()) {
            return "no numbers yet" + unanswered();
        }
        double age = now.toEpochMilli() / 1e3 - polled.getAsDouble();
        boolean fresh = age * 1e3 < late.toMillis() && unanswered().isEmpty();
        return fresh ? numbers() : String.format(Locale.ROOT, "no new numbers for %.0f s", age) + unanswered();
    }

    private String unanswered() {
        List<String> paths = samples.stream()
                .filter(sample -> sample.name().equals("sidelight_endpoint_up") && sample.value() == 0)
                .map(sample -> sample.labels().getOrDefault("path", ""))
                .sorted()
                .toList();
        return paths.isEmpty() ? "" : ": the endpoint does not answer for " + String.join(" and ", paths);
    }

    /** Such as {@code web 0.12 cpu 48 MiB | worker 0.50 cpu 130 MiB | eth1 1.2 MB/s in 0.3 MB/s out}. */
    private String numbers() {
        StringBuilder line = new StringBuilder();
        for (String container : values("container_name")) {
            line.append(container)
                    .append(show(" %.2f cpu", find("ecs_container_cpu_usage_vcpus", "container_name", container)))
                    .append(show(
                            " %.0f MiB",
                            divided(
                                    find("ecs_container_memory_working_set_bytes", "container_name", container),
                                    1 << 20)))
                    .append(verdict(container))
                    .append(" | ");
        }
        for (String one : values("interface")) {
            line.append(one)
                    .append(show(
                            " %.0f kB/s in",
                            divided(find("ecs_network_receive_bytes_per_second", "interface", one), 1e3)))
                    .append(show(
                            " %.0f kB/s out",
                            divided(find("ecs_network_transmit_bytes_per_second", "interface", one), 1e3)))
                    .append(" | ");
        }
        return line.isEmpty() ? "no numbers yet" : line.substring(0, line.length() - 3);
    }

    /** Its verdict where that is not healthy. */
    private String verdict(String container) {
        return samples.stream()
                .filter(sample -> sample.name().equals("sidelight_container_verdict") && sample.value() > 0)
                .filter(sample -> container.equals(sample.labels().get("container_name")))
                .map(sample -> sample.labels().getOrDefault("verdict", ""))
                .filter(verdict -> !verdict.equals("healthy"))
                .map(verdict -> " " + verdict.toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private List<String> values(String label) {
        return samples.stream()
                .filter(sample -> sample.name().startsWith("ecs_"))
                .map(sample -> Optional.ofNullable(sample.labels().get(label)))
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private OptionalDouble find(String name, String label, String value) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name)
                        && value.equals(sample.labels().get(label)))
                .mapToDouble(Sample::value)
                .findFirst();
    }

    private static OptionalDouble divided(OptionalDouble value, double by) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / by) : value;
    }

    private static String show(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
    }

    private static Sample sample(Matcher matcher) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(Optional.ofNullable(matcher.group(2)).orElse(""));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        String value = matcher.group(3);
        return new Sample(matcher.group(1), labels, value.endsWith("Inf") ? Double.NaN : Double.parseDouble(value));
    }
}
