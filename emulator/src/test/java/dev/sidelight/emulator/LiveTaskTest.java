package dev.sidelight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTaskTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path logs;

    @BeforeAll
    static void needsProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    }

    @Test
    void cpuOfAWorkerIsTheShareItWasGiven() throws Exception {
        String worker = container("worker", "sidelight/demo-worker", "\"command\": [\"--cpu\", \"0.5\"]");
        try (Emulator emulator = start(LaunchType.EC2, "bridge", NetworkChoice.HOST, worker)) {
            JsonNode first = sampledAfter(emulator, "worker", Instant.EPOCH.toString());
            JsonNode settled = sampledAfter(emulator, "worker", plus(first, 2));
            JsonNode last = sampledAfter(emulator, "worker", plus(settled, 6));
            // What others took from it, it makes up for later: then another six seconds are looked at.
            for (int more = 4; more > 0 && Math.abs(vcpus(settled, last) - 0.5) > 0.06; more--) {
                settled = last;
                last = sampledAfter(emulator, "worker", plus(settled, 6));
            }
            assertThat(vcpus(settled, last)).isCloseTo(0.5, within(0.06));
            assertThat(last.path("memory_stats").path("usage").asLong()).isBetween(10_000_000L, 400_000_000L);
            assertThat(last.path("pids_stats").path("current").asInt()).isGreaterThan(5);
        }
    }

    @Test
    void bytesThroughTheTasksInterfaceAreCounted() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/sbin/ip")));
        String web = container("web", "sidelight/demo-web", "\"command\": [\"--port\", \"8080\"]");
        InetAddress gateway;
        try (Emulator emulator = start(LaunchType.FARGATE, "awsvpc", NetworkChoice.AUTO, web);
                HttpClient client = HttpClient.newHttpClient()) {
            assumeTrue(!emulator.hostOf("web").equals("127.0.0.1"), "no namespaces here");
            URI uri = URI.create("http://" + emulator.hostOf("web") + ":8080/bytes?n=5000000");
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> get(client, uri.resolve("/")).length() > 0);
            long before = sent(emulator);

            assertThat(get(client, uri)).hasSize(5_000_000);

            assertThat(emulator.interfaceCounters()).containsOnlyKeys("eth1");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(sent(emulator) - before).isBetween(5_000_000L, 5_300_000L));
            gateway = gatewayOf(emulator.hostOf("web"));
            assertThat(NetworkInterface.getByInetAddress(gateway)).isNotNull();
            assertThat(NetworkInterface.getByInetAddress(gateway).getInterfaceAddresses())
                    .as("IPv6 would send packets of its own")
                    .hasSize(1);
        }
        assertThat(NetworkInterface.getByInetAddress(gateway)).isNull();
    }

    @Test
    void whatAContainerWroteIsCachedAndOnTheTasksDisk() throws Exception {
        String writer =
                container("writer", "busybox", shell("head -c 8000000 /dev/zero > $TMPDIR/file; exec sleep 1000"));
        try (Emulator emulator = start(LaunchType.FARGATE, "awsvpc", NetworkChoice.HOST, writer)) {
            await().atMost(SOON)
                    .until(() -> json(emulator, "/stats")
                                    .path("memory_stats")
                                    .path("stats")
                                    .path("inactive_file")
                                    .asLong()
                            == 8_000_000);
            JsonNode memory = json(emulator, "/stats").path("memory_stats");
            assertThat(memory.path("usage").asLong())
                    .isEqualTo(memory.path("stats").path("anon").asLong()
                            + memory.path("stats").path("file").asLong());
            assertThat(json(emulator, "/task")
                            .path("EphemeralStorageMetrics")
                            .path("Utilized")
                            .asInt())
                    .isEqualTo(107);
        }
    }

    @Test
    void containersStopInReverseAndSayHow() throws Exception {
        String polite = container("polite", "busybox", shell("trap 'exit 7' TERM; while :; do sleep 0.05; done"));
        String plain = container("plain", "busybox", "\"command\": [\"sleep\", \"1000\"]");
        String deaf = container(
                "deaf", "busybox", shell("trap '' TERM; while :; do sleep 0.05; done") + ", \"stopTimeout\": 1");
        try (Emulator emulator = start(LaunchType.EC2, "host", NetworkChoice.HOST, polite, plain, deaf)) {
            await().atMost(SOON)
                    .until(() -> emulator.pidsOf("deaf").size() > 1
                            && emulator.pidsOf("polite").size() > 1);
            emulator.stopTask();

            JsonNode task = json(emulator, "/task");
            assertThat(task.path("DesiredStatus").asText()).isEqualTo("STOPPED");
            assertThat(task.path("KnownStatus").asText()).isEqualTo("STOPPED");
            assertThat(named(task, "polite").path("ExitCode").asInt()).isEqualTo(7);
            assertThat(named(task, "plain").path("ExitCode").asInt()).isEqualTo(143);
            assertThat(named(task, "deaf").path("ExitCode").asInt()).isEqualTo(137);
            assertThat(finished(task, "deaf")).isBefore(finished(task, "plain"));
            assertThat(finished(task, "plain")).isBefore(finished(task, "polite"));
            assertThat(json(emulator, "/task/stats").elements().next()).isEqualTo(MAPPER.createObjectNode());
        }
    }

    @Test
    void essentialContainersEndStopsTheTask() throws Exception {
        String side = container("side", "busybox", "\"essential\": false, \"command\": [\"sleep\", \"1000\"]");
        String main = container("main", "busybox", shell("exit 3"));
        try (Emulator emulator = start(LaunchType.FARGATE, "awsvpc", NetworkChoice.HOST, side, main)) {
            await().atMost(SOON)
                    .until(() ->
                            json(emulator, "/task").path("KnownStatus").asText().equals("STOPPED"));
            JsonNode task = json(emulator, "/task");
            assertThat(named(task, "main").path("ExitCode").asInt()).isEqualTo(3);
            assertThat(named(task, "side").path("ExitCode").asInt()).isEqualTo(143);
            assertThat(task.path("ExecutionStoppedAt").asText()).endsWith("Z");
            assertThat(json(emulator, "/task/stats").elements().next().isNull()).isTrue();
        }
    }

    @Test
    void eachLaunchTypeHasItsShape() throws Exception {
        String one = container("one", "busybox", "\"command\": [\"sleep\", \"1000\"]");
        try (Emulator emulator = start(LaunchType.FARGATE, "awsvpc", NetworkChoice.HOST, one)) {
            JsonNode container = json(emulator, "");
            assertThat(container.path("DockerId").asText()).matches("[0-9a-f]{32}-\\d{10}");
            assertThat(container.path("Limits").has("Memory")).isFalse();
            assertThat(container.path("Snapshotter").asText()).isEqualTo("overlayfs");
            assertThat(json(emulator, "/task")
                            .path("EphemeralStorageMetrics")
                            .path("Reserved")
                            .asInt())
                    .isEqualTo(20_496);
        }
        try (Emulator emulator = start(LaunchType.EC2, "bridge", NetworkChoice.HOST, one)) {
            JsonNode container = json(emulator, "");
            assertThat(container.path("DockerId").asText()).matches("[0-9a-f]{64}");
            assertThat(container.path("Limits").path("Memory").asInt(-1)).isZero();
            assertThat(container.path("DockerName").asText()).startsWith("ecs-test-1-one-");
            assertThat(json(emulator, "/task").has("EphemeralStorageMetrics")).isFalse();
            JsonNode first = sampledAfter(emulator, "one", Instant.EPOCH.toString());
            assertThat(sampledAfter(emulator, "one", first.path("read").asText())
                            .path("network_rate_stats")
                            .isObject())
                    .isTrue();
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        String detached = container("one", "busybox", shell("setsid sleep 1000 & sleep 1000"));
        List<Long> pids;
        try (Emulator emulator = start(LaunchType.EC2, "host", NetworkChoice.HOST, detached)) {
            await().atMost(SOON).until(() -> emulator.pidsOf("one").size() == 3);
            pids = emulator.pidsOf("one");
        }
        await().atMost(SOON)
                .until(() -> pids.stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isPresent()));
    }

    private Emulator start(LaunchType type, String mode, NetworkChoice network, String... containers) throws Exception {
        String json = "{\"family\": \"test\", \"networkMode\": \"" + mode
                + "\", \"cpu\": \"256\", \"memory\": \"512\", \"containerDefinitions\": ["
                + String.join(",", containers) + "]}";
        return Emulator.live(LiveOptions.of(DefinitionReader.read("test", json, Optional.of(type)), type)
                .sampledEvery(Duration.ofMillis(250))
                .with(network)
                .loggedTo(logs));
    }

    private static String container(String name, String image, String more) {
        return "{\"name\": \"" + name + "\", \"image\": \"" + image + "\", " + more + "}";
    }

    private static String shell(String script) {
        return "\"command\": [\"sh\", \"-c\", \"" + script + "\"]";
    }

    private static JsonNode sampledAfter(Emulator emulator, String container, String read) {
        return await().atMost(SOON)
                .until(
                        () -> json(URI.create(emulator.uriOf(container) + "/stats")),
                        stats -> stats.has("read") && read(stats).isAfter(Instant.parse(read)));
    }

    private static String plus(JsonNode stats, long seconds) {
        return read(stats).plusSeconds(seconds).toString();
    }

    private static Instant read(JsonNode stats) {
        return Instant.parse(stats.path("read").asText());
    }

    private static double vcpus(JsonNode from, JsonNode to) {
        return (cpu(to) - cpu(from))
                / (double) Duration.between(read(from), read(to)).toNanos();
    }

    private static long cpu(JsonNode stats) {
        return stats.path("cpu_stats").path("cpu_usage").path("total_usage").asLong();
    }

    private static Instant finished(JsonNode task, String container) {
        return Instant.parse(named(task, container).path("FinishedAt").asText());
    }

    private static JsonNode named(JsonNode task, String name) {
        for (JsonNode one : task.path("Containers")) {
            if (one.path("Name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no container " + name);
    }

    private static JsonNode json(Emulator emulator, String path) throws IOException {
        return json(URI.create(emulator.uri() + path));
    }

    /** Patiently: a machine under load may take longer than {@link RawClient} waits. */
    private static JsonNode json(URI uri) throws IOException {
        try (InputStream in = uri.toURL().openStream()) {
            return MAPPER.readTree(in);
        }
    }

    private static String get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static long sent(Emulator emulator) {
        return emulator.interfaceCounters().values().iterator().next().txBytes();
    }

    /** The host's side is the address before the task's. */
    private static InetAddress gatewayOf(String task) throws IOException {
        byte[] address = InetAddress.getAllByName(task)[0].getAddress();
        address[3]--;
        return InetAddress.getByAddress(address);
    }
}
