package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards as Grafana takes them: the files that people import are what the tables make. */
class GrafanaTest {

    private static final List<Dashboard> ALL = List.of(TaskDashboard.DASHBOARD, FleetDashboard.DASHBOARD);
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Stream<Dashboard> dashboards() {
        return ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void fileIsWhatTheTableMakes(Dashboard dashboard) throws IOException {
        String json = MAPPER.writeValueAsString(GrafanaJson.of(dashboard, ALL)) + "\n";
        Path file = Path.of("grafana", dashboard.uid() + ".json");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, json);
        }
        assertThat(json).as("%s (-Dgolden=write writes it anew)", file).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsAreDescribedAndDoNotOverlap(Dashboard dashboard) {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : GrafanaJson.of(dashboard, ALL).path("panels")) {
            String title = panel.path("title").asText();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).as(title).isNotBlank();
                assertThat(panel.path("fieldConfig")
                                .path("defaults")
                                .path("unit")
                                .asText())
                        .as(title)
                        .isNotBlank();
            }
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(x).as(title).isLessThan(24);
                    assertThat(cells.add(x + "," + y)).as(title).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableThatIsUsedIsDefined(Dashboard dashboard) {
        String json = GrafanaJson.of(dashboard, ALL).path("panels").toString();
        List<String> names = new ArrayList<>(
                dashboard.variables().stream().map(Variable::name).toList());
        names.addAll(List.of("datasource", "__rate_interval", "__url_time_range", "__value"));
        assertThat(Pattern.compile("\\$\\{?(\\w+)").matcher(json).results().map(found -> found.group(1)))
                .isSubsetOf(names);
    }
}
