package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.cloudwatch.PublishedMetric;
import dev.sidelight.agent.cloudwatch.PublishedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code docs/migrating.md} promises no name that is not there, and forgets none that a user comes with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigratingTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** The second column's heading, by which sort of name it holds. */
    private static final String PROMETHEUS = "Sidelight";

    private static final String CLOUDWATCH = "Sidelight in CloudWatch";

    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();

    /** A row of a table: the other's names, ours, and the remark. */
    private record Row(String heading, String theirs, String ours, String remark) {}

    @BeforeAll
    void read() throws IOException {
        String heading = "";
        for (String line : Files.readAllLines(Path.of("../docs/migrating.md"))) {
            String[] cells = line.startsWith("|") ? line.split("\\|", -1) : new String[0];
            if (cells.length == 0) {
                heading = "";
                rest.append(line).append('\n');
            } else if (heading.isEmpty()) {
                heading = cells[2].strip();
            } else if (!line.startsWith("|-")) {
                assertThat(cells).as(line).hasSize(5);
                rows.add(new Row(heading, cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
        assertThat(rows).hasSizeGreaterThan(60);
    }

    @Test
    void everySeriesOfOursIsServed() {
        for (Row row : rows) {
            assertThat(row.heading()).isIn(PROMETHEUS, CLOUDWATCH);
            assertThat(Served.namesIn(row.remark())).as(row.toString()).allMatch(Served::has);
            if (row.heading().equals(PROMETHEUS)) {
                assertThat(quoted(row.ours())).as(row.toString()).allMatch(Served::has);
            }
        }
        assertThat(Served.namesIn(rest.toString())).isNotEmpty().allMatch(Served::has);
    }

    @Test
    void everyCloudWatchNameOfOursIsPublished() {
        Set<String> published = new HashSet<>();
        PublishedMetrics.ALL.stream().map(PublishedMetric::name).forEach(published::add);
        Set<String> named = new HashSet<>();
        rows.stream().filter(row -> row.heading().equals(CLOUDWATCH)).forEach(row -> named.addAll(quoted(row.ours())));
        assertThat(named).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void nameThatIsKeptMeansTheSameNameInBothColumns() {
        rows.stream()
                .filter(row -> row.heading().equals(CLOUDWATCH) && !row.ours().isEmpty())
                .forEach(row -> assertThat(row.ours()).isEqualTo(row.theirs()));
    }

    @Test
    void everySeriesOfEcsExporterHasItsRow() {
        EcsExporterQueriesTest.SERIES
                .keySet()
                .forEach(name -> assertThat(rows)
                        .as(name)
                        .anyMatch(row -> row.theirs().equals("`" + name + "`")
                                && row.ours().equals("`" + name + "`")));
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(name -> name.group(1)).toList();
    }
}
