package dev.sidelight.agent.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.config.NameFilter;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.health.CheckResult;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.TaskSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What periods come to, poll by poll. */
class AccumulatorTest {

    private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");

    private final Accumulator accumulator = new Accumulator(settings(NameFilter.ALL), START);
    private Observation observation =
            Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH);

    @Test
    void spikeOfOnePollIsTheMaximum() throws Exception {
        for (int poll = 0; poll < 12; poll++) {
            accumulator.add(poll("a", poll == 7 ? 400 : 100, 0, 0));
        }
        Statistics memory = one(accumulator.close(START), "ContainerMemoryUtilized");
        assertThat(memory.maximum()).isEqualTo(400);
        assertThat(memory.minimum()).isEqualTo(100);
        assertThat(memory.value()).isEqualTo(125);
    }

    @Test
    void counterIsItsIncreaseAndAResetIsNone() throws Exception {
        for (long bytes : List.of(1000L, 1500L, 200L, 250L)) {
            accumulator.add(poll("a", 1, bytes, 0));
        }
        assertThat(one(accumulator.close(START), "StorageReadBytes").value()).isEqualTo(550);
        accumulator.add(poll("a", 1, 300, 0));
        assertThat(one(accumulator.close(START), "StorageReadBytes").value())
                .as("goes on over a period's end")
                .isEqualTo(50);
    }

    @Test
    void replacedContainerIsANewCounterUnderTheSameName() throws Exception {
        accumulator.add(poll("a", 1, 1000, 2));
        accumulator.add(poll("b", 1, 5000, 0));
        accumulator.add(poll("b", 1, 5100, 1));
        Period period = accumulator.close(START);
        assertThat(one(period, "StorageReadBytes").value()).isEqualTo(100);
        assertThat(one(period, "RestartCount").value()).isEqualTo(1);
    }

    @Test
    void failedPeriodGoesWithTheNext() throws Exception {
        accumulator.add(poll("a", 100, 0, 0));
        Period failed = accumulator.close(START.plusSeconds(60));
        accumulator.add(poll("a", 300, 0, 0));
        accumulator.giveBack(failed);
        Period both = accumulator.close(START.plusSeconds(120));
        assertThat(both.start()).isEqualTo(START);
        assertThat(one(both, "ContainerMemoryUtilized")).isEqualTo(new Statistics(false, 2, 400, 100, 300));
        assertThat(accumulator.close(START).statistics()).isEmpty();
    }

    @Test
    void outageOfWeeksIsNotPublishedWithATimestampThatIsRefused() throws Exception {
        accumulator.add(poll("a", 100, 0, 0));
        Instant weeks = START.plus(Duration.ofDays(30));
        assertThat(accumulator.close(weeks).start()).isEqualTo(weeks.minus(Duration.ofHours(2)));
    }

    @Test
    void metricsAreThoseThatAreAskedFor() throws Exception {
        Accumulator some = new Accumulator(
                settings(new NameFilter(List.of("Container*"), List.of("*Utilization", "*Reserved"))), START);
        some.add(poll("a", 1, 1, 1));
        assertThat(some.close(START).statistics().keySet())
                .extracting(Series::metric)
                .containsExactly("ContainerMemoryUtilized");
    }

    @Test
    void nothingGrowsOverADayOfReplacedContainersAndFailedPublishes() throws Exception {
        for (int minute = 0; minute < 24 * 60; minute++) {
            accumulator.add(poll("container-" + minute / 3, 100, minute, 0));
            Period period = accumulator.close(START.plusSeconds(60L * minute));
            assertThat(period.statistics()).hasSizeLessThan(20);
            if (minute % 2 == 0) {
                accumulator.giveBack(period);
            }
        }
    }

    private Observation poll(String id, long memoryMib, long readBytes, long restarts) throws Exception {
        Moment now = observation.at().plus(Duration.ofSeconds(5));
        String task =
                "{\"TaskARN\":\"arn:aws:ecs:eu-west-1:1:task/c/t\",\"Cluster\":\"c\",\"ServiceName\":\"s\",\"Containers\":[{\"DockerId\":\""
                        + id + "\",\"Name\":\"app\",\"KnownStatus\":\"RUNNING\",\"RestartCount\":" + restarts + "}]}";
        String stats =
                "{\"" + id + "\":{\"read\":\"" + now.wall() + "\",\"memory_stats\":{\"usage\":" + (memoryMib << 20)
                        + "},\"blkio_stats\":{\"io_service_bytes_recursive\":[{\"major\":8,\"minor\":0,\"op\":\"Read\",\"value\":"
                        + readBytes + "}]}}}";
        Decoder decoder = new Decoder();
        TaskSnapshot snapshot = new TaskSnapshot(
                now,
                decoder.task(task.getBytes(StandardCharsets.UTF_8)),
                Optional.of(new TaskSnapshot.Stats(now, decoder.stats(stats.getBytes(StandardCharsets.UTF_8)))));
        MeasuredTask measured =
                observation.task().map(before -> before.next(snapshot)).orElseGet(() -> MeasuredTask.first(snapshot));
        PathStatus up = PathStatus.UNKNOWN.succeeded(now);
        observation = observation.next(
                now, up, up, Optional.of(measured), observation.health().next(measured, CheckResult.Source.NONE));
        return observation;
    }

    private static Statistics one(Period period, String metric) {
        return period.statistics().entrySet().stream()
                .filter(entry -> entry.getKey().metric().equals(metric))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static CloudWatchSettings settings(NameFilter metrics) {
        return new CloudWatchSettings(
                CloudWatchSettings.Mode.API,
                "ECS/Sidelight",
                Duration.ofSeconds(60),
                false,
                metrics,
                100,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }
}
