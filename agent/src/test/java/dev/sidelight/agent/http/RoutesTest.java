package dev.sidelight.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Observation NONE =
            Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH);

    private final AtomicReference<Observation> latest = new AtomicReference<>(NONE);
    private final AtomicReference<Moment> now = new AtomicReference<>(Observed.START);
    private final Routes routes = new Routes(
            "1.2.3",
            List.of(),
            latest::get,
            new Expositions(latest::get, now::get, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
            now::get,
            Optional::empty);

    @Test
    void beforeTheFirstPollTheAgentIsUnhealthyAndItsPageIsServed() throws Exception {
        assertThat(get("/health").status()).isEqualTo(503);
        assertThat(json("/health").path("reason").textValue()).isEqualTo("no answer from /task yet: not polled yet");
        assertThat(get("/metrics").status()).isEqualTo(200);
        assertThat(text(get("/metrics"))).doesNotContain("ecs_").doesNotContain("sidelight_endpoint_up");
        assertThat(get("/api/task").status()).isEqualTo(200);
        assertThat(json("/api/task").has("containers")).isFalse();
    }

    @Test
    void firstPollThatFailsIsTheReason() throws Exception {
        latest.set(NONE.next(
                Observed.START,
                PathStatus.UNKNOWN.failed(Observed.START, "refused: no connection"),
                PathStatus.UNKNOWN,
                Optional.empty(),
                Observed.HEALTH));
        assertThat(json("/health").path("reason").textValue())
                .isEqualTo("no answer from /task yet: refused: no connection");
        assertThat(json("/health")
                        .path("endpoint")
                        .path("task")
                        .path("failing_since")
                        .textValue())
                .isEqualTo(Observed.START.wall().toString());
    }

    @Test
    void staleTaskIsUnhealthyWithTheReason() throws Exception {
        observe();
        Observation observation = latest.get();
        latest.set(observation.next(
                now.get(),
                observation.taskPath().failed(now.get(), "timeout"),
                observation.statsPath(),
                observation.task(),
                Observed.HEALTH));
        assertThat(get("/health").status()).isEqualTo(200);
        pass(16);
        assertThat(get("/health").status()).isEqualTo(503);
        assertThat(json("/health").path("reason").textValue())
                .isEqualTo("no answer from /task for more than 15 s: timeout; /task/stats: no poll has ended for 15 s");
        assertThat(json("/health")
                        .path("endpoint")
                        .path("task")
                        .path("age_seconds")
                        .doubleValue())
                .isEqualTo(16.0);
    }

    @Test
    void statsThatHaveNeverAnsweredAreNotSaidToHaveStopped() throws Exception {
        observe();
        MeasuredTask measured = latest.get().task().orElseThrow();
        latest.set(latest.get()
                .next(
                        now.get(),
                        latest.get().taskPath(),
                        PathStatus.UNKNOWN.failed(now.get(), "refused"),
                        Optional.of(MeasuredTask.first(measured.snapshot().withoutStats(now.get()))),
                        Observed.HEALTH));
        assertThat(get("/health").status()).isEqualTo(200);
        assertThat(json("/health").path("reason").textValue())
                .startsWith("no answer from /task/stats yet,")
                .endsWith(": refused");
    }

    @Test
    void staleStatsAloneAreHealthyAndSaid() throws Exception {
        observe();
        pass(16);
        latest.set(latest.get()
                .next(
                        now.get(),
                        PathStatus.UNKNOWN.succeeded(now.get()),
                        latest.get().statsPath().failed(now.get(), "timeout"),
                        latest.get().task(),
                        Observed.HEALTH));
        assertThat(get("/health").status()).isEqualTo(200);
        assertThat(json("/health").path("reason").textValue())
                .startsWith("no answer from /task/stats for more than 15 s,");
        assertThat(text(get("/metrics")))
                .contains("reason=\"endpoint\"", "ecs_container_known_status")
                .doesNotContain("ecs_container_cpu_usage");
    }

    @Test
    void gzippedPageIsTheSamePage() throws Exception {
        observe();
        Response plain = get("/metrics");
        Response zipped = routes.answer(new Request("/metrics", Map.of(), null, "deflate, gzip;q=0.9"));
        assertThat(plain.headers())
                .containsEntry("Vary", "Accept, Accept-Encoding")
                .doesNotContainKey("Content-Encoding");
        assertThat(zipped.headers())
                .containsEntry("Vary", "Accept, Accept-Encoding")
                .containsEntry("Content-Encoding", "gzip");
        byte[] bytes = new byte[zipped.body().remaining()];
        zipped.body().duplicate().get(bytes);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text(plain));
    }

    @Test
    void openMetricsIsForThoseWhoAskForIt() throws Exception {
        observe();
        Response open = routes.answer(new Request(
                "/metrics",
                Map.of(),
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2",
                null));
        assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(text(open)).endsWith("# EOF\n");
        assertThat(get("/metrics").contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void bodyMayBeReadManyTimes() throws Exception {
        observe();
        Response answer = get("/metrics");
        assertThat(text(answer)).isEqualTo(text(answer));
        assertThat(answer.body().isReadOnly()).isTrue();
    }

    private void observe() throws Exception {
        latest.set(Observed.of("fargate", 2));
        now.set(latest.get().at());
    }

    private void pass(long seconds) {
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(seconds)));
    }

    private Response get(String path) {
        return routes.answer(new Request(path, Map.of(), null, null));
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(text(get(path)));
    }

    private static String text(Response response) {
        ByteBuffer body = response.body().duplicate();
        return StandardCharsets.UTF_8.decode(body).toString();
    }
}
