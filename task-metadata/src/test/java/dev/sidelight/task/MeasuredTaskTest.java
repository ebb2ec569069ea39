package dev.sidelight.task;

import static dev.sidelight.task.Fixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.task.Fixture.Stats;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasuredTaskTest {

    private static final Limits UNSET = new Limits(OptionalDouble.of(2), OptionalDouble.of(0));

    @Test
    void firstSampleTakesTheRateFromPrecpu() {
        MeasuredTask task = first(one(0, read(10).cpu(5).precpu(0, 4)));
        assertThat(cpu(task)).hasValue(0.1);
    }

    @Test
    void firstSampleWithAPrecpuOfZeroHasNoRate() {
        assertThat(cpu(first(one(0, read(10).cpu(5).precpu(0, 0))))).isEmpty();
        assertThat(cpu(first(one(0, read(10).cpu(5))))).isEmpty();
    }

    @Test
    void rateIsOnTheSamplesOwnClock() {
        MeasuredTask task = first(one(0, read(0).cpu(1))).next(one(7, read(10).cpu(6)));
        assertThat(cpu(task)).hasValue(0.5);
    }

    @Test
    void unchangedReadKeepsTheRateAndItsAbsence() {
        MeasuredTask task = first(one(0, read(0).cpu(1)));
        assertThat(cpu(task.next(one(1, read(0).cpu(1))))).isEmpty();
        MeasuredTask second = task.next(one(10, read(10).cpu(6)));
        assertThat(cpu(second.next(one(11, read(10).cpu(6))))).hasValue(0.5);
    }

    @Test
    void fallenCounterGivesNoRateAndIsTheNewBaseline() {
        MeasuredTask fallen =
                first(one(0, read(0).cpu(9))).next(one(10, read(10).cpu(1).precpu(0, 0.5)));
        assertThat(cpu(fallen)).isEmpty();
        assertThat(cpu(fallen.next(one(20, read(20).cpu(2))))).hasValue(0.1);
    }

    @Test
    void readThatWentBackGivesNoRateAndIsTheNewBaseline() {
        MeasuredTask back = first(one(0, read(3600).cpu(1))).next(one(10, read(10).cpu(2)));
        assertThat(cpu(back)).isEmpty();
        assertThat(cpu(back.next(one(20, read(20).cpu(3))))).hasValue(0.1);
    }

    @Test
    void containerBackAfterAGapIsAFirstSample() {
        MeasuredTask task = first(one(0, read(0).cpu(1)))
                .next(Fixture.fargate()
                        .at(10)
                        .container("a", "RUNNING")
                        .missing("a", MissingStats.NULL)
                        .snapshot())
                .next(one(20, read(20).cpu(9).precpu(10, 8)));
        assertThat(cpu(task)).hasValue(0.1);
    }

    @Test
    void stoppedContainerHasNoLiveStatistics() {
        MeasuredTask task = first(Fixture.fargate()
                .container("a", "STOPPED")
                .stats("a", read(0).cpu(1))
                .snapshot());
        assertThat(task.containers().getFirst().live()).isEmpty();
    }

    @Test
    void statisticsFreezeAfterAMinuteAndThawAsAFirstSample() {
        MeasuredTask task = first(one(0, read(0).cpu(1)));
        assertThat(task.next(one(59, read(0).cpu(1))).containers().getFirst().missing())
                .isEmpty();
        MeasuredTask frozen = task.next(one(59, read(0).cpu(1))).next(one(60, read(0).cpu(1)));
        assertThat(frozen.containers().getFirst().missing()).hasValue(MissingStats.FROZEN);
        assertThat(frozen.next(one(99, read(0).cpu(1))).containers().getFirst().missing())
                .hasValue(MissingStats.FROZEN);
        MeasuredTask thawed = frozen.next(one(100, read(100).cpu(2)));
        assertThat(thawed.containers().getFirst().missing()).isEmpty();
        assertThat(cpu(thawed)).isEmpty();
    }

    @Test
    void frozenStatisticsStayFrozenOverAPollWithoutThem() {
        MeasuredTask frozen = first(one(0, read(0).cpu(1))).next(one(60, read(0).cpu(1)));
        MeasuredTask gap = frozen.next(Fixture.fargate()
                .at(65)
                .container("a", "RUNNING")
                .missing("a", MissingStats.EMPTY)
                .snapshot());
        assertThat(gap.containers().getFirst().missing()).hasValue(MissingStats.EMPTY);
        assertThat(gap.next(one(70, read(0).cpu(1))).containers().getFirst().missing())
                .hasValue(MissingStats.FROZEN);
    }

    @Test
    void windowsCountsTicksOnEc2AndNanosecondsOnFargate() {
        MeasuredTask ticks = first(Fixture.ec2("awsvpc")
                .container("a", "RUNNING")
                .stats("a", read(10).cpu(0.05).precpu(0, 0.04).windows(7))
                .snapshot());
        assertThat(cpu(ticks)).hasValue(0.1);
        assertThat(cpu(first(one(0, read(10).cpu(5).precpu(0, 4).windows(7))))).hasValue(0.1);
    }

    @Test
    void workingSetIsUsageLessWhatCanBeGivenBack() {
        assertThat(workingSet(read(0).memory(100).detail("anon", 1).detail("inactive_file", 30)))
                .hasValue(70);
        assertThat(workingSet(read(0).memory(100).detail("cache", 40))).hasValue(60);
        assertThat(workingSet(read(0).memory(100).detail("cache", 100))).hasValue(100);
        assertThat(workingSet(read(0).memory(100))).hasValue(100);
        assertThat(workingSet(read(0).windows(55))).hasValue(55);
        assertThat(workingSet(read(0))).isEmpty();
    }

    @Test
    void containersWithoutLimitsHaveTheTasks() {
        Fixture fixture = Fixture.fargate().limits(0.5, 1024);
        fixture.container("unset", "RUNNING", UNSET);
        assertThat(first(fixture.snapshot()).containers().getFirst().limits())
                .isEqualTo(new EffectiveLimits(OptionalDouble.of(0.5), OptionalDouble.of(1 << 30)));
        Limits own = new Limits(OptionalDouble.of(256), OptionalDouble.of(6));
        assertThat(first(Fixture.fargate()
                                .limits(0.5, 1024)
                                .container("own", "RUNNING", own)
                                .snapshot())
                        .containers()
                        .getFirst()
                        .limits())
                .isEqualTo(new EffectiveLimits(OptionalDouble.of(0.25), OptionalDouble.of(6 << 20)));
    }

    @Test
    void sumIsAbsentWhileARunningContainerLacksTheValue() {
        Fixture both = Fixture.fargate()
                .limits(0.5, 1)
                .container("a", "RUNNING")
                .container("b", "RUNNING")
                .stats("a", read(10).cpu(2).precpu(0, 1).memory(10));
        assertThat(first(both.snapshot()).cpuUsageVcpus()).isEmpty();
        both.stats("b", read(10).cpu(4).precpu(0, 2).memory(20));
        MeasuredTask task = first(both.snapshot());
        assertThat(task.cpuUsageVcpus().orElseThrow()).isEqualTo(0.1 + 0.2);
        assertThat(task.cpuUtilizationRatio().orElseThrow()).isEqualTo((0.1 + 0.2) / 0.5);
        assertThat(task.workingSetBytes()).hasValue(30);
        assertThat(first(Fixture.fargate().snapshot()).cpuUsageVcpus()).isEmpty();
    }

    @Test
    void missingStatsOfTheEndpointAreTheReasonOfEveryContainer() {
        MeasuredTask task = first(one(0, read(0).cpu(1)));
        MeasuredTask without = task.next(task.snapshot().withoutStats(Fixture.START));
        assertThat(without.containers().getFirst().missing()).hasValue(MissingStats.ENDPOINT);
        assertThat(without.interfaces()).isEmpty();
    }

    private static MeasuredTask first(TaskSnapshot snapshot) {
        return MeasuredTask.first(snapshot);
    }

    private static TaskSnapshot one(double at, Stats stats) {
        return Fixture.fargate()
                .at(at)
                .container("a", "RUNNING")
                .stats("a", stats)
                .snapshot();
    }

    private static OptionalDouble cpu(MeasuredTask task) {
        return task.containers()
                .getFirst()
                .live()
                .map(MeasuredContainer.Live::cpuUsageVcpus)
                .orElseThrow();
    }

    private static OptionalDouble workingSet(Stats stats) {
        return first(one(0, stats)).containers().getFirst().workingSetBytes();
    }
}
