package dev.sidelight.task;

import static dev.sidelight.task.Fixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.task.Fixture.Stats;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void interfaceOfATaskIsThatOfTheNewestRead() {
        MeasuredTask task = MeasuredTask.first(
                both(0, read(0).network("eth1", 100, 10), read(0.5).network("eth1", 120, 12)));
        assertThat(received(task)).isEqualTo(120);
        assertThat(rate(task)).isEmpty();
        MeasuredTask next = task.next(
                both(10, read(10).network("eth1", 1100, 10), read(10.5).network("eth1", 1120, 12)));
        assertThat(rate(next)).hasValue(100);
    }

    @Test
    void tiesGoToTheSmallestDockerId() {
        MeasuredTask task =
                MeasuredTask.first(both(0, read(0).network("eth1", 100, 0), read(0).network("eth1", 200, 0)));
        assertThat(received(task)).isEqualTo(100);
    }

    @Test
    void countersDoNotStepBackWhenTheNewestContainerStops() {
        MeasuredTask task = MeasuredTask.first(
                both(0, read(10).network("eth1", 100, 0), read(10.5).network("eth1", 150, 0)));
        MeasuredTask left = task.next(one(5, read(10).network("eth1", 100, 0)));
        assertThat(received(left)).isEqualTo(150);
        MeasuredTask next = left.next(one(10, read(20.5).network("eth1", 1150, 0)));
        assertThat(received(next)).isEqualTo(1150);
        assertThat(rate(next)).hasValue(100);
    }

    @Test
    void interfaceThatNobodyOffersEndsAfterAMinute() {
        MeasuredTask task = MeasuredTask.first(one(0, read(0).network("eth1", 100, 0)));
        MeasuredTask kept = task.next(one(59, read(59)));
        assertThat(kept.interfaces()).hasSize(1);
        assertThat(kept.next(one(60, read(60))).interfaces()).isEmpty();
    }

    @Test
    void clockThatGoesBackIsANewBaselineWithoutARate() {
        MeasuredTask back = MeasuredTask.first(one(0, read(3600).network("eth1", 100, 0)))
                .next(one(10, read(10).network("eth1", 200, 0)));
        assertThat(received(back)).isEqualTo(200);
        assertThat(rate(back)).isEmpty();
        assertThat(rate(back.next(one(20, read(20).network("eth1", 300, 0))))).hasValue(10);
    }

    @Test
    void fallenCounterHasNoRateWhileTheOtherHas() {
        MeasuredTask task = MeasuredTask.first(one(0, read(0).network("eth1", 1000, 10)))
                .next(one(10, read(10).network("eth1", 5, 20)));
        NetworkSample sample = task.interfaces().getFirst().sample();
        assertThat(sample.receiveBytesPerSecond()).isEmpty();
        assertThat(sample.transmitBytesPerSecond()).hasValue(1);
    }

    @Test
    void interfacesInBridgeModeBelongToContainers() {
        MeasuredTask task = MeasuredTask.first(Fixture.ec2("bridge")
                .container("a", "RUNNING")
                .container("b", "RUNNING")
                .stats("a", read(0).network("eth0", 100, 0).reported(1, 2))
                .stats("b", read(0).network("eth0", 200, 0))
                .snapshot());
        assertThat(task.interfaces()).isEmpty();
        assertThat(task.reportedRate()).isEmpty();
        assertThat(task.containers())
                .allSatisfy(container ->
                        assertThat(container.live().orElseThrow().interfaces()).hasSize(1));
    }

    @Test
    void ec2AgentsSlowClockGivesOneRatePerRefresh() {
        MeasuredTask task = MeasuredTask.first(ec2(15, 7_000_000));
        task = task.next(ec2(20, 9_000_000));
        assertThat(rate(task)).hasValue(100_000);
        for (int read = 25; read <= 35; read += 5) {
            task = task.next(ec2(read, 9_000_000));
            assertThat(rate(task)).as("unchanged at %s", read).hasValue(100_000);
        }
        task = task.next(ec2(40, 11_000_000));
        assertThat(rate(task)).hasValue(100_000);
        task = task.next(ec2(64, 11_000_000));
        assertThat(rate(task)).as("24 s after the last refresh").hasValue(100_000);
        task = task.next(ec2(65, 11_000_000));
        assertThat(rate(task)).as("25 s after it: nothing was received").hasValue(0);
        task = task.next(ec2(80, 13_000_000));
        assertThat(rate(task)).as("never over less than a refresh").hasValue(100_000);
    }

    @Test
    void reportedRateIsKeptUntilANewerOneForAMinute() {
        MeasuredTask task = MeasuredTask.first(one(0, read(0).reported(60.5, 30)));
        assertThat(task.next(one(59, read(59))).reportedRate().orElseThrow().receiveBytesPerSecond())
                .hasValue(60.5);
        assertThat(task.next(one(61, read(61))).reportedRate()).isEmpty();
    }

    @Test
    void ratesOfAnySequenceAreNeverNegativeNorNotANumber() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Optional<MeasuredTask> before = Optional.empty();
        double at = 0;
        for (int i = 0; i < 5000; i++) {
            at += random.nextInt(20);
            TaskSnapshot snapshot = both(at, any(random, at), any(random, at));
            MeasuredTask task = before.map(last -> last.next(snapshot)).orElseGet(() -> MeasuredTask.first(snapshot));
            task.interfaces().forEach(one -> {
                assertNatural(one.sample().receiveBytesPerSecond(), seed);
                assertNatural(one.sample().transmitBytesPerSecond(), seed);
            });
            task.containers().forEach(one -> one.live().ifPresent(live -> assertNatural(live.cpuUsageVcpus(), seed)));
            before = Optional.of(task);
        }
    }

    private static void assertNatural(OptionalDouble rate, long seed) {
        rate.ifPresent(value ->
                assertThat(value).as("seed %s", seed).isGreaterThanOrEqualTo(0).isFinite());
    }

    private static Stats any(Random random, double at) {
        Stats stats = read(at + random.nextInt(7) - 5).cpu(random.nextInt(100));
        return random.nextInt(5) == 0
                ? stats
                : stats.network("eth" + random.nextInt(2), random.nextInt(999), random.nextInt(999));
    }

    private static TaskSnapshot one(double at, Stats stats) {
        return Fixture.fargate()
                .at(at)
                .container("a", "RUNNING")
                .stats("a", stats)
                .snapshot();
    }

    private static TaskSnapshot both(double at, Stats a, Stats b) {
        return Fixture.fargate()
                .at(at)
                .container("a", "RUNNING")
                .container("b", "RUNNING")
                .stats("a", a)
                .stats("b", b)
                .snapshot();
    }

    private static TaskSnapshot ec2(double seconds, long received) {
        return Fixture.ec2("awsvpc")
                .at(seconds)
                .container("a", "RUNNING")
                .stats("a", read(seconds).network("eth0", received, 0))
                .snapshot();
    }

    private static double received(MeasuredTask task) {
        return task.interfaces()
                .getFirst()
                .sample()
                .counters()
                .receiveBytes()
                .orElseThrow()
                .toDouble();
    }

    private static OptionalDouble rate(MeasuredTask task) {
        return task.interfaces().getFirst().sample().receiveBytesPerSecond();
    }
}
