package dev.sidelight.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a page in the text format. */
record Scrape(List<Sample> samples) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

    /**
     * One sample.
     *
     * @param labels as they stand between the braces
     */
    record Sample(String name, String labels, double value) {}

    static Scrape of(String page) {
        List<Sample> samples = new ArrayList<>();
        for (String line : page.lines().filter(one -> !one.startsWith("#")).toList()) {
            Matcher match = SAMPLE.matcher(line);
            if (!match.matches()) {
                throw new IllegalArgumentException("not a sample: " + line);
            }
            samples.add(new Sample(
                    match.group(1),
                    Optional.ofNullable(match.group(2)).orElse(""),
                    Double.parseDouble(match.group(3))));
        }
        return new Scrape(samples);
    }

    /** The one sample of this name whose labels contain all of {@code labels}. */
    OptionalDouble value(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> List.of(labels).stream().allMatch(sample.labels()::contains))
                .mapToDouble(Sample::value)
                .findFirst();
    }

    double sum(String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .mapToDouble(Sample::value)
                .sum();
    }

    boolean hasTask() {
        return samples.stream().anyMatch(sample -> sample.name().startsWith("ecs_"));
    }
}
