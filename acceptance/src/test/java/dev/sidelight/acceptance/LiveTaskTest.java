package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.proc.InterfaceCounters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live task under a steady load from outside, watched for a minute: the agent's numbers are the kernel's, and a real
 * Prometheus that scrapes it comes to the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LiveTaskTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration WATCHED = Duration.ofSeconds(60);
    private static final int BYTES = 50_000;

    private final Path folder;
    private final Emulator emulator;
    private final BuiltAgent agent;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService load =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final AtomicLong asked = new AtomicLong();

    private Reading from = new Reading(0, 0, 0, 0);
    private Reading to = from;
    private String interfaceName = "";

    /** The worker's CPU and the task's network at one moment, as the agent and as the kernel say. */
    private record Reading(double cpuSeconds, double sampledAt, long kernelTicks, double kernelAt) {}

    LiveTaskTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        emulator = Tasks.start(Tasks.WEB_AND_WORKER, LaunchType.FARGATE, folder);
        agent = BuiltAgent.start(emulator.uri(), Map.of());
    }

    @BeforeAll
    void watch() throws Exception {
        agent.awaitHealthy();
        URI bytes = URI.create("http://" + emulator.hostOf("web") + ":8080/bytes?n=" + BYTES);
        await().atMost(SOON).ignoreExceptions().until(() -> ask(bytes) == 200);
        await().atMost(SOON)
                .until(() -> agent.scrape()
                        .value("ecs_container_cpu_usage_vcpus", "worker")
                        .isPresent());
        interfaceName = emulator.interfaceCounters().keySet().stream()
                .filter(name -> !name.equals("lo"))
                .sorted()
                .findFirst()
                .orElseThrow();
        from = read();
        long end = System.nanoTime() + WATCHED.toNanos();
        var loading = load.scheduleAtFixedRate(() -> ask(bytes), 0, 100, TimeUnit.MILLISECONDS);
        await().atMost(WATCHED.plus(SOON)).pollInterval(Duration.ofMillis(200)).until(() -> System.nanoTime() > end);
        to = read();
        assertThat(loading.isDone()).isFalse();
    }

    @AfterAll
    void stop() {
        load.shutdownNow();
        client.shutdownNow();
        agent.close();
        emulator.close();
    }

    @Test
    void halfACpuReadsAsHalfAVcpu() {
        double vcpus = (to.cpuSeconds() - from.cpuSeconds()) / (to.sampledAt() - from.sampledAt());
        double kernel = (to.kernelTicks() - from.kernelTicks()) / 100.0 / (to.kernelAt() - from.kernelAt());
        System.out.printf("worker told to use 0.5 CPU for a minute: agent %.4f vCPU, /proc %.4f%n", vcpus, kernel);
        assertThat(vcpus).isCloseTo(0.5, within(0.02));
        assertThat(vcpus).isCloseTo(kernel, within(0.02));
    }

    @Test
    void bytesThroughTheWebServerAreTheInterfaces() throws Exception {
        assumeOwnNamespace();
        load.shutdownNow();
        assertThat(load.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(SOON).untilAsserted(() -> {
            InterfaceCounters kernel = counters();
            Scrape scrape = agent.scrape();
            assertThat(scrape.sum("ecs_network_transmit_bytes_total")).isEqualTo((double) kernel.txBytes());
            assertThat(scrape.sum("ecs_network_receive_bytes_total")).isEqualTo((double) kernel.rxBytes());
        });
        assertThat((double) counters().txBytes())
                .as("at least the bodies that were sent, and little more")
                .isBetween((double) asked.get() * BYTES, asked.get() * BYTES * 1.1 + 1e6);
    }

    @Test
    void prometheusComesToTheSame() throws Exception {
        RealPrometheus.assumeInstalled();
        URI bytes = URI.create("http://" + emulator.hostOf("web") + ":8080/bytes?n=" + BYTES);
        try (RealPrometheus prometheus = RealPrometheus.scraping(agent.port(), folder);
                ScheduledExecutorService steady = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().factory())) {
            var loading = steady.scheduleAtFixedRate(() -> ask(bytes), 0, 100, TimeUnit.MILLISECONDS);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(prometheus.query("up")).hasValue(1));
            long before = counters().rxBytes();
            long start = System.nanoTime();
            await().atMost(WATCHED.plus(SOON))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> System.nanoTime() - start > WATCHED.toNanos());
            double kernel = (counters().rxBytes() - before) / ((System.nanoTime() - start) / 1e9);
            double rate = prometheus
                    .query("sum(rate(ecs_network_receive_bytes_total[1m]))")
                    .orElseThrow();
            loading.cancel(true);
            System.out.printf("received per second, by PromQL %.0f, by the kernel %.0f%n", rate, kernel);
            assertThat(prometheus.query("up")).hasValue(1);
            if (ownNamespace()) {
                assertThat(rate).isCloseTo(kernel, within(kernel * 0.1));
            }
            assertThat(prometheus.query("min_over_time(up[1m])")).hasValue(1);
        }
        assertThat(RealPrometheus.lint(agent.get("/metrics").body())).isEmpty();
    }

    private Reading read() throws Exception {
        Scrape scrape = agent.scrape();
        long pid = emulator.pidsOf("worker").getFirst();
        return new Reading(
                scrape.value("ecs_container_cpu_usage_seconds_total", "worker").orElseThrow(),
                scrape.value("sidelight_sample_timestamp_seconds", "worker").orElseThrow(),
                ticks(pid),
                System.nanoTime() / 1e9);
    }

    /** User and system time of a process, in ticks of 10 ms (proc(5), fields 14 and 15 of stat). */
    private static long ticks(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private InterfaceCounters counters() {
        return Objects.requireNonNull(emulator.interfaceCounters().get(interfaceName));
    }

    private boolean ownNamespace() {
        return !emulator.hostOf("web").equals("127.0.0.1");
    }

    private void assumeOwnNamespace() {
        if (!ownNamespace()) {
            Skipping.skip("bytes of the task's own interface: network namespaces need root and iproute2");
        }
    }

    private int ask(URI uri) {
        try {
            int status = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
            asked.incrementAndGet();
            return status;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
