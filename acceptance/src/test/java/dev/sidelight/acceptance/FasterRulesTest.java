package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.dashboards.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** That the rules which the alerts' test loads are the shipped ones but for their times. */
class FasterRulesTest {

    @SuppressWarnings("UnusedVariable") // read by name
    private static final List<String> FILES = FasterRules.FILES;

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(\\.\\d+)?(ms|[smhd])?\\b");

    /** What is seconds without saying so, and what it is then. */
    private static final List<String> SECONDS = List.of("300 10", "300 10", "1800 60", "7200 240", "60 2");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws Exception {
        Rules.writeTo(folder.resolve("shipped"));
        FasterRules.writeTo(folder.resolve("faster"));
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void onlyTimesDifferAndAllByTheSameFactor(String file) throws Exception {
        String shipped = Files.readString(folder.resolve("shipped").resolve(file));
        String faster = Files.readString(folder.resolve("faster").resolve(file));
        assertThat(NUMBER.matcher(faster).replaceAll("#"))
                .isEqualTo(NUMBER.matcher(shipped).replaceAll("#"));
        List<String> before = numbers(shipped);
        List<String> after = numbers(faster);
        for (int i = 0; i < before.size(); i++) {
            String one = before.get(i);
            if (one.matches("\\d+[smhd]")) {
                long millis = FasterRules.millis(one.substring(0, one.length() - 1), one.substring(one.length() - 1));
                assertThat(after.get(i)).isEqualTo(millis / FasterRules.FACTOR + "ms");
                assertThat(millis % FasterRules.FACTOR).isZero();
            } else if (!one.equals(after.get(i))) {
                assertThat(SECONDS).contains(one + " " + after.get(i));
            }
        }
    }

    @Test
    void secondsThatDoNotSaySoAreAllFound() throws Exception {
        List<String> before = numbers(Files.readString(folder.resolve("shipped/alerts.yml")));
        List<String> after = numbers(Files.readString(folder.resolve("faster/alerts.yml")));
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).matches("\\d+") && !before.get(i).equals(after.get(i))) {
                changed.add(before.get(i) + " " + after.get(i));
            }
        }
        assertThat(changed).containsExactlyInAnyOrderElementsOf(SECONDS);
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).toList();
    }
}
