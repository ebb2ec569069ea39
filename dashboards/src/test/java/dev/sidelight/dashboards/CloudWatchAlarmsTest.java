package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.agent.cloudwatch.Dimensions;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CloudWatch alarms hold what PutMetricAlarm documents, and watch what is published. */
class CloudWatchAlarmsTest {

    private static final int DAY = 86_400;
    /** How far back a Metrics Insights query sees when an alarm asks. */
    private static final int QUERY_SECONDS = 3 * 3600;

    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:oncall";

    static Stream<Map<String, String>> stacks() {
        return Stream.of(CloudWatchMetrics.OURS, CloudWatchMetrics.INSIGHTS)
                .flatMap(namespace -> Stream.of("*", "", "app")
                        .flatMap(container -> Stream.of(Dimensions.SERVICE, Dimensions.FAMILY)
                                .flatMap(nameIs -> Stream.of("60", "900")
                                        .map(period -> Map.of(
                                                "ClusterName", "prod",
                                                "Name", "api",
                                                "NameIs", nameIs,
                                                "ContainerName", container,
                                                "Namespace", namespace,
                                                "Period", period)))));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void alarmHoldsTheDocumentedLimits(Map<String, String> stack) throws IOException {
        Set<String> names = new HashSet<>();
        for (JsonNode alarm : alarms(stack).values()) {
            String name = alarm.path("AlarmName").asText();
            assertThat(name).hasSizeBetween(1, 255);
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(alarm.path("AlarmDescription").asText())
                    .hasSizeBetween(1, 1024)
                    .containsPattern("docs/runbooks\\.md#(ecs|sidelight)[a-z]+$");
            assertThat(alarm.path("ComparisonOperator").asText())
                    .isIn("GreaterThanOrEqualToThreshold", "LessThanThreshold");
            assertThat(alarm.path("TreatMissingData").asText()).isIn("breaching", "notBreaching");
            assertThat(alarm.path("Threshold").asText()).matches("\\d+");
            int evaluated = alarm.path("EvaluationPeriods").asInt();
            assertThat(alarm.path("DatapointsToAlarm").asInt()).isBetween(1, evaluated);
            assertThat(alarm.has("Unit")).as("a wrong unit finds no data").isFalse();
            assertThat(alarm.has("MetricName")).isNotEqualTo(alarm.has("Metrics"));
            boolean query = alarm.toString().contains("SELECT");
            assertThat(UsedMetric.ofAlarm(alarm))
                    .isNotEmpty()
                    .allSatisfy(used -> assertThat(used.periodSeconds() * evaluated)
                            .isPositive()
                            .isLessThanOrEqualTo(query ? QUERY_SECONDS : DAY));
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void alarmWatchesAPublishedMetricUnderItsOwnDimensions(Map<String, String> stack) throws IOException {
        for (JsonNode alarm : alarms(stack).values()) {
            for (UsedMetric used : UsedMetric.ofAlarm(alarm)) {
                CloudWatchMetrics.assertKnown(used);
                assertThat(used.namespace()).isEqualTo(stack.get("Namespace"));
                assertThat(used.dimensions()).doesNotContain(Dimensions.TASK);
                assertThat(used.fixed())
                        .containsEntry(Dimensions.CLUSTER, "prod")
                        .containsEntry(stack.getOrDefault("NameIs", ""), "api");
                assertThat(used.periodSeconds()).hasToString(stack.get("Period"));
                assertThat(used.statistic().equals("Sum"))
                        .isEqualTo(CloudWatchMetrics.published(used.name()).cumulative());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void oneSeriesDecidesAndItIsNoSearch(Map<String, String> stack) throws IOException {
        for (JsonNode alarm : alarms(stack).values()) {
            assertThat(alarm.toString()).doesNotContain("SEARCH");
            if (alarm.has("Metrics")) {
                long decisive = alarm.findValues("ReturnData").stream()
                        .filter(JsonNode::asBoolean)
                        .count();
                assertThat(decisive).as(alarm.toString()).isEqualTo(1);
            }
        }
    }

    @Test
    void withoutAContainerNameEveryContainerIsWatchedByAQuery() throws IOException {
        Map<String, JsonNode> alarms = alarms(stack("ContainerName", "*"));
        assertThat(alarms)
                .containsOnlyKeys(
                        "ContainerUnhealthy",
                        "ContainerMemory",
                        "ContainerCpu",
                        "ContainerRestarts",
                        "TaskMemory",
                        "TaskCpu",
                        "EphemeralStorage",
                        "Silent");
        assertThat(alarms.values())
                .flatMap(alarm -> alarm.findValuesAsText("Expression"))
                .contains("SELECT MAX(UnHealthyContainerHealthStatus) FROM SCHEMA(\"ECS/Sidelight\", ClusterName,"
                        + " ContainerName, ServiceName) WHERE ClusterName = 'prod' AND ServiceName = 'api'"
                        + " GROUP BY ContainerName ORDER BY MAX() DESC");
    }

    @Test
    void containerAndTasksCanHaveStacksOfTheirOwn() throws IOException {
        Map<String, JsonNode> container = alarms(stack("ContainerName", "app"));
        Map<String, JsonNode> tasks = alarms(stack("ContainerName", ""));
        assertThat(container.keySet()).allMatch(name -> name.startsWith("Container"));
        assertThat(container.toString()).doesNotContain("SELECT");
        assertThat(tasks.keySet()).noneMatch(name -> name.startsWith("Container"));
        Set<String> names = new HashSet<>();
        Stream.of(container, tasks, alarms(stack("ContainerName", "web")))
                .flatMap(alarms -> alarms.values().stream())
                .forEach(alarm ->
                        assertThat(names.add(alarm.path("AlarmName").asText())).isTrue());
    }

    @Test
    void onlySilenceTakesMissingDataForTheFault() throws IOException {
        assertThat(alarms(stack("ContainerName", "*")))
                .allSatisfy((name, alarm) -> assertThat(
                                alarm.path("TreatMissingData").asText())
                        .isEqualTo(name.equals("Silent") ? "breaching" : "notBreaching"));
        assertThat(alarms(stack("Silence", "false"))).doesNotContainKey("Silent");
    }

    @Test
    void topicIsToldOfTheAlarmAndOfItsEnd() throws IOException {
        assertThat(alarms(stack("AlarmTopicArn", TOPIC)).values()).allSatisfy(alarm -> {
            for (String actions : List.of("AlarmActions", "OKActions")) {
                assertThat(alarm.path(actions)).hasSize(1);
                assertThat(alarm.path(actions).path(0).asText()).isEqualTo(TOPIC);
            }
        });
        assertThat(alarms(stack("AlarmTopicArn", "")).values())
                .allSatisfy(alarm -> assertThat(alarm.has("AlarmActions") || alarm.has("OKActions"))
                        .isFalse());
    }

    private static Map<String, String> stack(String parameter, String value) {
        return Map.of("ClusterName", "prod", "Name", "api", parameter, value);
    }

    private static Map<String, JsonNode> alarms(Map<String, String> stack) throws IOException {
        Map<String, JsonNode> alarms = new HashMap<>();
        CloudFormation.resources("alarms.yml", stack).forEach((name, resource) -> {
            assertThat(resource.path("Type").asText()).isEqualTo("AWS::CloudWatch::Alarm");
            alarms.put(name, resource.path("Properties"));
        });
        assertThat(alarms).isNotEmpty();
        return alarms;
    }
}
