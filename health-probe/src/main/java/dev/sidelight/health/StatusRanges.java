package dev.sidelight.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP statuses, written as Elastic Load Balancing writes its matcher: {@code 200}, {@code 200-299}, {@code 200,301}. */
public record StatusRanges(List<Range> ranges) {

    private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

    public StatusRanges {
        ranges = List.copyOf(ranges);
    }

    /** From one status to another, both included. */
    public record Range(int from, int to) {

        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** The ranges; absent for a text that is none. */
    public static Optional<StatusRanges> parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (to < from) {
                return Optional.empty();
            }
            ranges.add(new Range(from, to));
        }
        return Optional.of(new StatusRanges(ranges));
    }

    /** Whether {@code status} is in one of them. */
    public boolean contains(int status) {
        return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
    }

    @Override
    public String toString() {
        return String.join(",", ranges.stream().map(Range::toString).toList());
    }
}
