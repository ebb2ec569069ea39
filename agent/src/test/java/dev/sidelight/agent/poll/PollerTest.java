package dev.sidelight.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import dev.sidelight.task.MissingStats;
import dev.sidelight.task.Moment;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String TASK =
            "{\"TaskARN\":\"arn\",\"Containers\":[{\"DockerId\":\"1\",\"Name\":\"app\",\"KnownStatus\":\"RUNNING\"}]}";
    private static final String STATS = "{\"1\":{\"read\":\"2026-05-04T10:00:00Z\"}}";
    private static final String BROKEN = "\"Unable to get task stats\"";

    private final Map<String, String> answers =
            new ConcurrentHashMap<>(Map.of("/v4/id/task", TASK, "/v4/id/task/stats", STATS));
    private final AtomicReference<Moment> now =
            new AtomicReference<>(new Moment(Instant.parse("2026-05-04T10:00:00Z"), 7));
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Observation> published =
            new AtomicReference<>(Observation.none(now.get(), INTERVAL, _ -> true, Observed.HEALTH));
    private final Logger logger = Logger.getLogger("dev.sidelight.agent.poll");
    private final Lines lines = new Lines();
    private final HttpServer server;
    private final MetadataEndpoint endpoint;
    private final Poller poller;

    PollerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.getOrDefault(exchange.getRequestURI().getPath(), BROKEN);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.equals(BROKEN) ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        endpoint = new MetadataEndpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v4/id"));
        poller = new Poller(
                endpoint, INTERVAL, published.get(), CheckResult.Source.NONE, now::get, registry, published::set);
    }

    /** What was logged, as written. */
    private static final class Lines extends Handler {

        private final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            said.add(record.getLevel() + " " + MessageFormat.format(record.getMessage(), record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(lines);
        endpoint.close();
        server.stop(0);
    }

    @Test
    void bothAnswersMakeOneObservation() {
        poller.poll();
        Observation observation = published.get();
        assertThat(observation.taskPath().isUp()).isTrue();
        assertThat(observation.statsPath().isUp()).isTrue();
        assertThat(observation.containers()).hasSize(1);
        assertThat(observation.containers().iterator().next().live()).isPresent();
        assertThat(polls("task", "success")).isEqualTo(1);
    }

    @Test
    void statsThatFailCountUntilTheyAreStale() {
        poller.poll();
        answers.remove("/v4/id/task/stats");
        pollAfter(15);
        assertThat(published.get().statsPath().isUp()).isFalse();
        assertThat(published.get().containers().iterator().next().live()).isPresent();
        pollAfter(1);
        assertThat(published.get().containers().iterator().next().live()).isEmpty();
        assertThat(published.get().taskPath().isUp()).isTrue();
        assertThat(polls("stats", "server_error")).isEqualTo(2);
    }

    @Test
    void taskThatFailsEndsTheObservationWhenStale() {
        poller.poll();
        answers.remove("/v4/id/task");
        pollAfter(15);
        assertThat(published.get().task()).isPresent();
        pollAfter(1);
        assertThat(published.get().task()).isEmpty();
        answers.put("/v4/id/task", TASK);
        pollAfter(5);
        assertThat(published.get().task()).isPresent();
    }

    @Test
    void frozenStatisticsStayFrozenOverAnOutageOfTheTask() {
        poller.poll();
        pollAfter(60);
        assertThat(missing()).hasValue(MissingStats.FROZEN);
        answers.remove("/v4/id/task");
        pollAfter(30);
        assertThat(published.get().task()).isEmpty();
        answers.put("/v4/id/task", TASK);
        pollAfter(5);
        assertThat(missing()).hasValue(MissingStats.FROZEN);
    }

    @Test
    void answerThatCountsOnAfterAFailedPollIsNotFrozen() {
        Observation slow = Observation.none(now.get(), Duration.ofSeconds(60), _ -> true, Observed.HEALTH);
        Poller atAMinute = new Poller(
                endpoint, Duration.ofSeconds(60), slow, CheckResult.Source.NONE, now::get, registry, published::set);
        atAMinute.poll();
        answers.remove("/v4/id/task/stats");
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(60)));
        atAMinute.poll();
        assertThat(missing()).isEmpty();
    }

    @Test
    void outageIsSaidOnceAndSoIsItsEnd() {
        poller.poll();
        answers.remove("/v4/id/task");
        pollAfter(5);
        pollAfter(5);
        pollAfter(5);
        answers.put("/v4/id/task", TASK);
        pollAfter(5);
        assertThat(lines.said)
                .containsExactly(
                        "WARNING /task fails: server_error: status 500: Unable to get task stats; its last answer counts for 15 s, and polling goes on",
                        "INFO /task answers again after 15 s and 3 failed polls");
    }

    @Test
    void verdictsFollowThePollsAndEachChangeIsSaidOnce() {
        Logger health = Logger.getLogger("dev.sidelight.agent.health");
        health.addHandler(lines);
        try {
            poller.poll();
            answers.put("/v4/id/task", TASK.replace("RUNNING\"", "STOPPED\",\"ExitCode\":1"));
            pollAfter(5);
            pollAfter(5);
            assertThat(published
                            .get()
                            .health()
                            .named("app")
                            .orElseThrow()
                            .decision()
                            .verdict()
                            .label())
                    .isEqualTo("unhealthy");
            answers.remove("/v4/id/task");
            pollAfter(8);
            pollAfter(8);
            assertThat(published
                            .get()
                            .health()
                            .named("app")
                            .orElseThrow()
                            .decision()
                            .verdict()
                            .reason())
                    .isEqualTo("/task gives no answer");
        } finally {
            health.removeHandler(lines);
        }
        assertThat(lines.said)
                .filteredOn(line -> line.contains("container app"))
                .containsExactly(
                        "INFO container app is healthy, was unknown: every rule passes",
                        "WARNING container app is unhealthy, was healthy: it has stopped with exit code 1",
                        "INFO container app is unknown, was unhealthy: /task gives no answer");
    }

    @Test
    void changeOfTheGatesAnswerAloneIsSaid() {
        Logger health = Logger.getLogger("dev.sidelight.agent.health");
        health.addHandler(lines);
        try {
            answers.put("/v4/id/task", TASK.replace("RUNNING\"", "RUNNING\",\"Health\":{\"status\":\"UNHEALTHY\"}"));
            poller.poll();
        } finally {
            health.removeHandler(lines);
        }
        assertThat(lines.said)
                .filteredOn(line -> line.contains("container app"))
                .containsExactly(
                        "WARNING container app is unhealthy, was unknown: ECS reports its health check as UNHEALTHY",
                        "INFO the gate of container app is healthy, was unknown: every rule passes");
    }

    @Test
    void deadlineIsShorterThanTheInterval() {
        assertThat(Poller.deadline(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(800));
        assertThat(Poller.deadline(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(5));
    }

    private Optional<MissingStats> missing() {
        return published.get().containers().iterator().next().missing();
    }

    private void pollAfter(int seconds) {
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(seconds)));
        poller.poll();
    }

    private double polls(String path, String outcome) {
        return registry.get("sidelight.polls")
                .tags("path", path, "outcome", outcome)
                .counter()
                .count();
    }
}
