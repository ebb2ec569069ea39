package dev.sidelight.acceptance;

import dev.sidelight.dashboards.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped rules with all their times shorter by one factor, so that a test need not wait for minutes. */
final class FasterRules {

    static final int FACTOR = 30;
    static final List<String> FILES = List.of("recording.yml", "alerts.yml");

    /** {@code 5m} and the like; not what is part of a name, such as {@code rate5m}. */
    static final Pattern DURATION = Pattern.compile("(?<![\\w.])(\\d+)([smhd])\\b");

    /** Seconds that stand as plain numbers, by what is around them. */
    private static final List<Pattern> SECONDS = List.of(
            Pattern.compile("(?<=finish_timestamp_seconds < )300"),
            Pattern.compile("(?<=start_timestamp_seconds > )1800"),
            Pattern.compile("(?<=\n {12}< )7200(?=\n)"),
            Pattern.compile("(?<=,\n {14})60(?=\n)"));

    private static final Map<String, Long> MILLIS =
            Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private FasterRules() {}

    /** Both files, for a Prometheus. */
    static void writeTo(Path folder) throws IOException {
        Rules.writeTo(folder);
        for (String file : FILES) {
            Path rules = folder.resolve(file);
            Files.writeString(rules, faster(Files.readString(rules)));
        }
    }

    static String faster(String rules) {
        String shorter = DURATION.matcher(rules)
                .replaceAll(found -> Long.toString(millis(found.group(1), found.group(2)) / FACTOR) + "ms");
        for (Pattern seconds : SECONDS) {
            Matcher matcher = seconds.matcher(shorter);
            shorter = matcher.replaceAll(found -> Long.toString(Long.parseLong(found.group()) / FACTOR));
        }
        return shorter;
    }

    static long millis(String number, String unit) {
        return Long.parseLong(number) * MILLIS.getOrDefault(unit, 0L);
    }
}
