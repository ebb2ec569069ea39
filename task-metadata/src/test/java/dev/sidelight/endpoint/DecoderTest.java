package dev.sidelight.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidelight.task.Container;
import dev.sidelight.task.Container.HealthStatus;
import dev.sidelight.task.ContainerStats;
import dev.sidelight.task.Count;
import dev.sidelight.task.InterfaceCounters;
import dev.sidelight.task.MissingStats;
import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private final Decoder decoder = new Decoder();

    @Test
    void everyFieldOfATaskIsRead() throws Exception {
        Task task = decoder.task(fixture("task.json"));
        assertThat(task.clusterName()).isEqualTo("blue");
        assertThat(task.taskId()).isEqualTo("5f2c0000000000000000000000000001");
        assertThat(task)
                .returns("orders", Task::serviceName)
                .returns("service:orders", Task::group)
                .returns("vpc-0a1b2c", Task::vpcId)
                .returns("orders", Task::family)
                .returns("7", Task::revision)
                .returns("RUNNING", Task::desiredStatus)
                .returns("A_STATUS_OF_TOMORROW", Task::knownStatus)
                .returns("eu-north-1b", Task::availabilityZone)
                .returns("eun1-az2", Task::availabilityZoneId)
                .returns("FARGATE", Task::launchType)
                .returns(Map.of("team", "orders"), Task::tags)
                .returns(Map.of("rack", "7"), Task::containerInstanceTags)
                .returns(Optional.of(true), Task::faultInjectionEnabled)
                .returns(Optional.of(Instant.parse("2026-05-04T11:00:00Z")), Task::executionStoppedAt);
        assertThat(task.imagePull().orElseThrow()).hasNanos(3_623_456_789L);
        assertThat(task.limits().cpu()).hasValue(0.5);
        assertThat(task.limits().memoryMib()).hasValue(1024);
        assertThat(task.tagErrors())
                .containsExactly(new Task.TagError("TaskTags", "AccessDenied", "no", "400", "r", "a"));
        assertThat(task.ephemeralStorage())
                .hasValue(new Task.EphemeralStorage(OptionalDouble.of(300), OptionalDouble.of(20496)));
        assertThat(task.clockDrift().orElseThrow().isSynchronized()).hasValue(true);
        assertThat(task.clockDrift().orElseThrow().errorBoundMillis()).hasValue(0.446931);
        assertThat(task.containers()).extracting(Container::name).containsExactly("api", "side");
    }

    @Test
    void everyFieldOfAContainerIsRead() throws Exception {
        Container api = decoder.task(fixture("task.json")).containers().getFirst();
        assertThat(api.ports())
                .containsExactly(new Container.Port(OptionalInt.of(80), "tcp", OptionalInt.of(80), "0.0.0.0"));
        assertThat(api.exitCode()).hasValue(137);
        assertThat(api.limits().cpu()).hasValue(256);
        assertThat(api.restartCount()).hasValue(new Count(0));
        assertThat(api.snapshotter()).isEqualTo("soci");
        assertThat(api.volumes()).containsExactly(new Container.Volume("v", "/s", "/d"));
        assertThat(api.health().orElseThrow().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(api.health().orElseThrow().exitCode()).hasValue(-1);
        assertThat(api.networks().getFirst())
                .returns("awsvpc", Container.Network::mode)
                .returns("10.1.0.1/16", Container.Network::subnetGatewayIpv4Address)
                .returns("ip-10-1-2-3.internal", Container.Network::privateDnsName);
    }

    @Test
    void whatAContainerLacksIsAbsent() throws Exception {
        Container side = decoder.task(fixture("task.json")).containers().get(1);
        assertThat(side.health().orElseThrow().status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(side.limits().cpu()).isEmpty();
        assertThat(side.networks()).isEmpty();
        assertThat(side.ports()).isEmpty();
        assertThat(side.startedAt()).isEmpty();
        assertThat(side.restartCount()).isEmpty();
        assertThat(side.image()).isEmpty();
    }

    @Test
    void numbersBeyondLongAreExact() throws Exception {
        ContainerStats stats = present("linux");
        assertThat(stats.cpu().total()).hasValue(new Count(-1));
        assertThat(stats.cpu().total().orElseThrow().toDouble()).isEqualTo(0x1p64);
        assertThat(stats.cpu().kernel()).hasValue(new Count(5_000_000_000L));
        assertThat(stats.cpu().user()).as("a number as a string").isEmpty();
    }

    @Test
    void sentinelsAreNoLimit() throws Exception {
        assertThat(present("linux").pids().limit()).isEmpty();
        assertThat(present("linux").memory().limitBytes()).isEmpty();
    }

    @Test
    void everyFieldOfLinuxStatsIsRead() throws Exception {
        ContainerStats stats = present("linux");
        assertThat(stats.preread()).hasValue(Instant.parse("2026-05-04T10:10:00.25Z"));
        assertThat(stats.precpu().total()).hasValue(new Count(12));
        assertThat(stats.cpu().perCpu()).hasSize(2);
        assertThat(stats.cpu().throttling().throttledNanos()).hasValue(new Count(2));
        assertThat(stats.memory().workingSetBytes()).hasValue(new Count(80));
        assertThat(stats.memory().pageCacheBytes()).hasValue(new Count(30));
        assertThat(stats.memory().failures()).hasValue(new Count(1));
        assertThat(stats.networks()).containsOnlyKeys("eth0");
        assertThat(stats.networks().get("eth0"))
                .isEqualTo(new InterfaceCounters(
                        count(1), count(2), count(3), count(4), count(5), count(6), count(7), count(8)));
        assertThat(stats.reportedRate().orElseThrow().transmitBytesPerSecond()).hasValue(2.5);
    }

    @Test
    void devicesAreReadWhateverTheCaseAndAMissingValueIsZero() throws Exception {
        assertThat(present("linux").devices())
                .containsExactly(
                        new ContainerStats.DeviceIo("259:0", count(10), count(0), Optional.empty(), Optional.empty()));
    }

    @Test
    void windowsHasItsOwnMemoryAndStorage() throws Exception {
        ContainerStats stats = present("windows");
        assertThat(stats.memory().workingSetBytes()).isEqualTo(count(9));
        assertThat(stats.memory().usageBytes()).isEmpty();
        assertThat(stats.memory().pageCacheBytes()).isEmpty();
        assertThat(stats.devices())
                .containsExactly(new ContainerStats.DeviceIo("all", count(1), count(2), count(3), count(4)));
    }

    @Test
    void entriesWithoutStatisticsSayWhy() throws Exception {
        Map<String, StatsEntry> stats = decoder.stats(fixture("stats.json"));
        assertThat(stats.get("null")).isEqualTo(new StatsEntry.Missing(MissingStats.NULL));
        assertThat(stats.get("empty")).isEqualTo(new StatsEntry.Missing(MissingStats.EMPTY));
        for (String id : new String[] {"dead", "text", "unreadable"}) {
            assertThat(stats.get(id)).as(id).isEqualTo(new StatsEntry.Missing(MissingStats.NO_SAMPLE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"failed to get task metadata\"",
                "[]",
                "null",
                "17",
                "{",
                "{\"TaskARN\": \"a\"",
                "<html>",
                "{} {}",
                "{}",
                "{\"TaskARN\": 5}",
                "{\"TaskARN\": \"a\", \"Containers\": \"none\"}"
            })
    void whatIsNoTaskIsRefused(String body) {
        assertThatThrownBy(() -> decoder.task(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecodeException.class)
                .hasMessageMatching("[^\n]+");
    }

    @Test
    void sentinelsOfTheTaskAreNoLimitEither() throws Exception {
        String body = "{\"TaskARN\":\"a\",\"Limits\":{\"CPU\":0.25,\"Memory\":9223372036854771712}}";
        Task task = decoder.task(body.getBytes(StandardCharsets.UTF_8));
        assertThat(task.limits().cpu()).hasValue(0.25);
        assertThat(task.limits().memoryMib()).isEmpty();
    }

    @Test
    void emptyNetworkObjectsReportNothing() throws Exception {
        String body =
                "{\"a\":{\"read\":\"2026-05-04T10:10:10Z\",\"networks\":{\"eth0\":{}},\"network_rate_stats\":{}}}";
        StatsEntry entry = decoder.stats(body.getBytes(StandardCharsets.UTF_8)).get("a");
        ContainerStats stats = ((StatsEntry.Present) Objects.requireNonNull(entry)).stats();
        assertThat(stats.networks()).isEmpty();
        assertThat(stats.reportedRate()).isEmpty();
    }

    @Test
    void deepNestingIsRefused() {
        byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> decoder.stats(deep)).isInstanceOf(DecodeException.class);
    }

    @Test
    void errorBodiesAreReadAsText() {
        assertThat(decoder.errorText("\"failed to get stats\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("failed to get stats");
        assertThat(decoder.errorText("You have reached\nmaximum request limit.".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("You have reached maximum request limit.");
        assertThat(decoder.errorText(new byte[0])).isEqualTo("an empty body");
    }

    @Test
    void damagedAnswersGiveATaskOrARefusalAndNothingElse() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            byte[] body = damaged(fixture(random.nextBoolean() ? "task.json" : "stats.json"), random);
            try {
                assertThat(decoder.stats(body)).isNotNull();
                assertThat(decoder.task(body)).isNotNull();
            } catch (DecodeException e) {
                assertThat(e).as("seed %s", seed).hasMessageMatching("(?s).+");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + new String(body, StandardCharsets.UTF_8), e);
            }
        }
    }

    private static byte[] damaged(byte[] body, Random random) {
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(body, random.nextInt(body.length));
            case 1 -> {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                yield body;
            }
            default -> {
                String[] others = {"null", "\"x\"", "-1", "1e999", "{}", "[null]", "99999999999999999999999", "true"};
                int at = text.indexOf(':', random.nextInt(text.length()));
                int end = Math.max(at, text.indexOf(',', Math.max(at, 0)));
                yield at < 0
                        ? body
                        : (text.substring(0, at + 1) + others[random.nextInt(others.length)] + text.substring(end))
                                .getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static Optional<Count> count(long value) {
        return Optional.of(new Count(value));
    }

    private ContainerStats present(String id) throws Exception {
        return ((StatsEntry.Present) Objects.requireNonNull(
                        decoder.stats(fixture("stats.json")).get(id)))
                .stats();
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DecoderTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
