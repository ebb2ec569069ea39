package dev.sidelight.agent.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Metric.Sample;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which metrics of the catalogue an observation of some age still shows. */
class ShownMetricsTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Test
    void staleStatsLeaveTheLifecycleAndSayWhy() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        Moment later = observation.at().plus(Duration.ofSeconds(10));
        Observation stale = observation
                .next(
                        later,
                        PathStatus.UNKNOWN.succeeded(later),
                        observation.statsPath(),
                        observation.task(),
                        Observed.HEALTH)
                .asOf(observation.at().plus(LIMIT).plus(Duration.ofNanos(1)));
        assertThat(names(stale))
                .contains("ecs_task_metadata_info", "ecs_container_known_status", "ecs_container_health_status")
                .noneMatch(name -> name.matches("ecs_container_(cpu|memory|storage|pids).*|ecs_network_.*"
                        + "|ecs_task_(cpu|memory)_(usage|working|utilization).*|sidelight_sample_.*"));
        assertThat(samples(stale, "sidelight_stats_missing"))
                .isNotEmpty()
                .allMatch(sample -> sample.labelValues().getLast().equals("endpoint"));
        assertThat(samples(stale, "sidelight_endpoint_up"))
                .containsExactly(new Sample(List.of("task"), 1), new Sample(List.of("stats"), 0));
    }

    @Test
    void staleTaskLeavesNothingOfEcs() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        assertThat(names(observation.asOf(observation.at().plus(LIMIT).plus(Duration.ofNanos(1)))))
                .containsExactly("sidelight_endpoint_up", "sidelight_last_poll_timestamp_seconds");
    }

    @Test
    void staleTaskEndsTheObservationThoughStatsAreFresh() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        Moment later = observation.at().plus(LIMIT).plus(Duration.ofSeconds(1));
        Observation stale = observation
                .next(
                        later,
                        observation.taskPath().failed(later, "timeout"),
                        PathStatus.UNKNOWN.succeeded(later),
                        observation.task(),
                        Observed.HEALTH)
                .asOf(later);
        assertThat(names(stale)).noneMatch(name -> name.startsWith("ecs_"));
        assertThat(samples(stale, "sidelight_endpoint_up"))
                .containsExactly(new Sample(List.of("task"), 0), new Sample(List.of("stats"), 1));
        assertThat(stale.taskPath().problem()).isEqualTo("timeout");
    }

    @Test
    void wallClockSetByHandMakesNothingStale() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        Moment later = new Moment(
                observation.at().wall().plus(Duration.ofDays(4000)),
                observation.at().nanos() + 1);
        assertThat(observation.asOf(later)).isSameAs(observation);
    }

    @Test
    void filteredContainerStillCountsInTheSumsAndTheNetworkOfTheTask() throws Exception {
        Observation all = Observed.of("fargate", 2);
        Observation one = new Observation(
                all.at(), all.staleAfter(), "app"::equals, all.taskPath(), all.statsPath(), all.task(), all.health());
        assertThat(one.containers())
                .singleElement()
                .satisfies(app -> assertThat(app.container().name()).isEqualTo("app"));
        for (String name : List.of(
                "ecs_task_cpu_usage_vcpus", "ecs_task_memory_utilization_ratio", "ecs_network_receive_bytes_total")) {
            assertThat(samples(one, name)).as(name).isNotEmpty().isEqualTo(samples(all, name));
        }
    }

    @Test
    void firstPollHasCountersAndNoNetworkRate() throws Exception {
        assertThat(names(Observed.of("fargate", 1)))
                .contains("ecs_network_receive_bytes_total")
                .doesNotContain("ecs_network_receive_bytes_per_second");
    }

    private static List<String> names(Observation observation) {
        return Catalogue.METRICS.stream()
                .filter(metric -> metric.samples().apply(observation).findAny().isPresent())
                .map(Metric::name)
                .toList();
    }

    private static List<Sample> samples(Observation observation, String name) {
        return Catalogue.METRICS.stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric.samples().apply(observation))
                .toList();
    }
}
