package dev.sidelight.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.endpoint.Outcome;
import dev.sidelight.health.CheckResult;
import dev.sidelight.task.MissingStats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How polls end, and what each end leaves. */
class PollOutcomesTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Endpoint endpoint = new Endpoint();
    private final MetadataEndpoint client = new MetadataEndpoint(endpoint.base());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Observation> published =
            new AtomicReference<>(Observation.none(Observed.START, INTERVAL, _ -> true, Observed.HEALTH));
    private final Poller poller = new Poller(
            client, INTERVAL, published.get(), CheckResult.Source.NONE, () -> Observed.START, registry, published::set);

    PollOutcomesTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    @Test
    void statsThatNeverAnsweredLeaveTheLifecycle() {
        endpoint.stats(404, "no stats");
        assertThat(poll().containers())
                .singleElement()
                .satisfies(app -> assertThat(app.missing()).hasValue(MissingStats.ENDPOINT));
    }

    @Test
    void statsWithoutATaskAreNoObservation() {
        endpoint.task(200, "null");
        assertThat(poll().task()).isEmpty();
        assertThat(published.get().statsPath().isUp()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', malformed",
        "200, null, malformed",
        "200, {\"TaskARN\":1}, malformed",
        "204, '', malformed",
        "302, moved, client_error",
        "404, gone, client_error",
        "429, slow down, throttled",
        "503, later, server_error",
    })
    void outcomeIsCountedByPath(int status, String body, String outcome) {
        endpoint.task(status, body);
        poll();
        poll();
        assertThat(polls("task", outcome)).isEqualTo(2);
        assertThat(polls("task", "success")).isZero();
        assertThat(polls("stats", "success")).isEqualTo(2);
        assertThat(registry.get("sidelight.poll.duration")
                        .tag("path", "task")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void closedEndpointIsRefused() {
        endpoint.close();
        assertThat(poll().task()).isEmpty();
        assertThat(polls("task", "refused")).isEqualTo(1);
        assertThat(polls("stats", "refused")).isEqualTo(1);
    }

    @Test
    void everyOutcomeIsThereFromTheStart() {
        for (Outcome outcome : Outcome.values()) {
            assertThat(polls("task", outcome.label())).isZero();
            assertThat(polls("stats", outcome.label())).isZero();
        }
    }

    @Test
    void containerThatLeftTheTaskIsGoneAtThePollThatSaysSo() {
        poll();
        endpoint.task(200, "{\"TaskARN\":\"t\",\"Containers\":[]}");
        assertThat(poll().containers()).isEmpty();
    }

    private Observation poll() {
        poller.poll();
        return published.get();
    }

    private double polls(String path, String outcome) {
        return registry.get("sidelight.polls")
                .tags("path", path, "outcome", outcome)
                .counter()
                .count();
    }
}
