package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sidelight.agent.cloudwatch.Dimensions;
import dev.sidelight.agent.cloudwatch.PublishedMetric;
import dev.sidelight.agent.cloudwatch.PublishedMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CloudWatch dashboards hold the limits that AWS documents, and ask for nothing that is not published. */
class CloudWatchTemplatesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a graph's axis must say of a metric's unit. */
    private static final Map<String, Set<String>> AXES = Map.of(
            "Percent", Set.of("Percent"),
            "None", Set.of("CPU units, 1024 to a vCPU"),
            "Megabytes", Set.of("MiB"),
            "Gigabytes", Set.of("GiB"),
            "Bytes", Set.of("bytes"),
            "Bytes/Second", Set.of("bytes a second"),
            "Count", Set.of("restarts", "unhealthy"));

    static Stream<Map<String, String>> stacks() {
        return Stream.of(CloudWatchMetrics.OURS, CloudWatchMetrics.INSIGHTS, "My_Namespace")
                .flatMap(namespace -> Stream.of("", "api-1")
                        .flatMap(name -> Stream.of(Dimensions.SERVICE, Dimensions.FAMILY)
                                .flatMap(nameIs -> Stream.of("false", "true")
                                        .map(byTask -> Map.of(
                                                "ClusterName", "prod",
                                                "Namespace", namespace,
                                                "Name", name,
                                                "NameIs", nameIs,
                                                "ByTask", byTask)))));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void bodyHoldsTheDocumentedLimits(Map<String, String> stack) throws IOException {
        JsonNode body = body(stack);
        assertThat(body.path("periodOverride").asText()).isIn("auto", "inherit");
        assertThat(body.path("start").asText()).matches("-P(T\\d+[HM]|\\d+[DWM])");
        assertThat(body.path("widgets")).hasSizeBetween(1, 500);
        assertThat(body.path("variables")).hasSizeLessThanOrEqualTo(25);
        Set<String> taken = new HashSet<>();
        for (JsonNode widget : body.path("widgets")) {
            int x = widget.path("x").asInt(-1);
            int y = widget.path("y").asInt(-1);
            int width = widget.path("width").asInt();
            int height = widget.path("height").asInt();
            assertThat(x).isBetween(0, 23);
            assertThat(y).isNotNegative();
            assertThat(width).isBetween(1, 24 - x);
            assertThat(height).isBetween(1, 1000);
            for (int cell = 0; cell < width * height; cell++) {
                assertThat(taken.add((x + cell % width) + "," + (y + cell / width)))
                        .as("the place of %s is free", widget.path("properties").path("title"))
                        .isTrue();
            }
            assertThat(widget.path("type").asText()).isIn("metric", "text");
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void graphsHoldTheDocumentedLimits(Map<String, String> stack) throws IOException {
        Set<String> titles = new HashSet<>();
        for (JsonNode properties : graphs(stack)) {
            assertThat(titles.add(properties.path("title").asText())).isTrue();
            assertThat(properties.path("region").asText()).isEqualTo("eu-west-1");
            assertThat(properties.path("view").asText()).isEqualTo("timeSeries");
            assertThat(properties.path("period").asInt()).isPositive().matches(period -> period % 60 == 0);
            assertThat(properties.path("metrics")).hasSizeBetween(1, 100);
            Set<String> ids = new HashSet<>();
            for (JsonNode row : properties.path("metrics")) {
                assertThat(row).hasSize(1);
                assertThat(row.path(0).path("expression").asText()).hasSizeLessThanOrEqualTo(1024);
                assertThat(row.path(0).path("id").asText()).matches("[a-z][A-Za-z0-9_]*");
                assertThat(ids.add(row.path(0).path("id").asText())).isTrue();
                assertThat(row.path(0).path("label").asText()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everySearchIsOfAPublishedMetricUnderItsOwnDimensions(Map<String, String> stack) throws IOException {
        for (JsonNode properties : graphs(stack)) {
            for (UsedMetric used : searches(properties)) {
                CloudWatchMetrics.assertKnown(used);
                assertThat(used.namespace()).isEqualTo(stack.get("Namespace"));
                assertThat(used.fixed()).containsEntry(Dimensions.CLUSTER, "prod");
                assertThat(used.dimensions().contains(Dimensions.TASK)).isEqualTo("true".equals(stack.get("ByTask")));
                assertThat(used.periodSeconds())
                        .isEqualTo(properties.path("period").asInt());
                if (!"".equals(stack.get("Name"))) {
                    assertThat(used.fixed()).containsEntry(stack.getOrDefault("NameIs", ""), "api-1");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void graphSaysTheUnitAndTakesTheStatisticThatMeansSomething(Map<String, String> stack) throws IOException {
        for (JsonNode properties : graphs(stack)) {
            String axis = properties.path("yAxis").path("left").path("label").asText();
            for (UsedMetric used : searches(properties)) {
                PublishedMetric published = CloudWatchMetrics.published(used.name());
                if (used.statistic().equals("SampleCount")) {
                    assertThat(axis).isEqualTo("data points");
                    continue;
                }
                assertThat(axis).as(used.toString()).isIn(AXES.getOrDefault(published.unit(), Set.of()));
                assertThat(used.statistic())
                        .as("an increase is summed; a sum of readings would grow with the period")
                        .isIn(published.cumulative() ? Set.of("Sum") : Set.of("Average", "Maximum"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void titleSaysWhatNeedsEnhancedObservability(Map<String, String> stack) throws IOException {
        for (JsonNode properties : graphs(stack)) {
            boolean enhanced =
                    searches(properties).stream().anyMatch(used -> CloudWatchMetrics.isEnhancedOnly(used.name()));
            assertThat(properties.path("title").asText().endsWith(" (enhanced)"))
                    .as(properties.path("title").asText())
                    .isEqualTo(enhanced && CloudWatchMetrics.INSIGHTS.equals(stack.get("Namespace")));
        }
    }

    @Test
    void everyPublishedMetricIsShownInDepth() throws IOException {
        Set<String> shown = new HashSet<>();
        for (JsonNode properties : graphs(Map.of("ClusterName", "prod", "Name", "api"))) {
            searches(properties).forEach(used -> shown.add(used.name()));
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        PublishedMetrics.ALL.stream().map(PublishedMetric::name).toList());
    }

    @Test
    void clusterShowsTheTasksWithoutAServiceToo() throws IOException {
        Set<String> containersOfServices = new HashSet<>();
        Set<String> ofFamilies = new HashSet<>();
        for (JsonNode properties : graphs(Map.of("ClusterName", "prod"))) {
            for (UsedMetric used : searches(properties)) {
                if (used.dimensions().contains(Dimensions.FAMILY)) {
                    ofFamilies.add(used.name());
                } else if (used.dimensions().contains(Dimensions.CONTAINER)) {
                    containersOfServices.add(used.name());
                }
            }
        }
        assertThat(ofFamilies)
                .contains("TaskCpuUtilization", "TaskMemoryUtilization", "CpuUtilized")
                .containsAll(containersOfServices);
    }

    @Test
    void namesThatWouldBreakTheBodyAreRefused() {
        assertThatThrownBy(() -> body(Map.of("ClusterName", "a\"b"))).hasMessageContaining("ClusterName");
        assertThatThrownBy(() -> body(Map.of("ClusterName", "arn:aws:ecs:eu-west-1:1:cluster/a")))
                .hasMessageContaining("ClusterName");
        assertThatThrownBy(() -> body(Map.of("ClusterName", "a", "Name", "b'c")))
                .hasMessageContaining("Name");
    }

    @Test
    void clusterAndServiceHaveDashboardsOfTheirOwnNames() throws IOException {
        Map<String, String> names = new HashMap<>();
        for (String name : List.of("", "api", "web")) {
            dashboards(Map.of("ClusterName", "prod", "Name", name))
                    .forEach(dashboard ->
                            names.put(dashboard.path("DashboardName").asText(), name));
        }
        assertThat(names).containsOnlyKeys("sidelight-prod", "sidelight-prod-api", "sidelight-prod-web");
    }

    private static List<JsonNode> dashboards(Map<String, String> stack) throws IOException {
        return CloudFormation.resources("dashboards.yml", stack).values().stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::CloudWatch::Dashboard"))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    private static JsonNode body(Map<String, String> stack) throws IOException {
        List<JsonNode> dashboards = dashboards(stack);
        assertThat(dashboards).hasSize(1);
        return JSON.readTree(dashboards.getFirst().path("DashboardBody").asText());
    }

    private static List<JsonNode> graphs(Map<String, String> stack) throws IOException {
        List<JsonNode> graphs = new ArrayList<>();
        for (JsonNode widget : body(stack).path("widgets")) {
            if (widget.path("type").asText().equals("metric")) {
                graphs.add(widget.path("properties"));
            }
        }
        assertThat(graphs).isNotEmpty();
        return graphs;
    }

    private static List<UsedMetric> searches(JsonNode properties) {
        List<UsedMetric> used = new ArrayList<>();
        properties
                .path("metrics")
                .forEach(row -> used.add(
                        UsedMetric.ofSearch(row.path(0).path("expression").asText())));
        return used;
    }
}
