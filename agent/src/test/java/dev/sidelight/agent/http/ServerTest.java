package dev.sidelight.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.task.Moment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {

    private final AtomicReference<Observation> latest;
    private final AtomicReference<Moment> now;
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    ServerTest() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        latest = new AtomicReference<>(observation);
        now = new AtomicReference<>(observation.at());
        Supplier<Observation> source = () -> {
            if (broken.get()) {
                throw new IllegalStateException("as asked");
            }
            return latest.get();
        };
        Expositions expositions =
                new Expositions(source, now::get, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server = Server.start(
                new Routes("1.2.3", List.of("a warning"), source, expositions, now::get, Optional::empty),
                "127.0.0.1",
                0);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200, text/html; charset=utf-8",
        "/metrics, 200, text/plain; version=0.0.4; charset=utf-8",
        "/health, 200, application/json",
        "/api/task, 200, application/json",
        "/metrics/, 404, text/plain; charset=utf-8",
        "/nothing, 404, text/plain; charset=utf-8"
    })
    void headIsAnsweredLikeGetWithoutABody(String path, int status, String contentType) throws Exception {
        HttpResponse<String> get = send("GET", path);
        HttpResponse<String> head = send("HEAD", path);
        assertThat(get.statusCode()).isEqualTo(status);
        assertThat(head.statusCode()).isEqualTo(status);
        assertThat(get.headers().firstValue("Content-Type")).hasValue(contentType);
        assertThat(head.headers().firstValue("Content-Type")).hasValue(contentType);
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(get.headers().firstValueAsLong("Content-Length").orElseThrow());
        assertThat(head.body()).isEmpty();
        assertThat(get.body()).isNotEmpty();
    }

    @Test
    void otherMethodsAreRefusedWithWhatIsAllowed() throws Exception {
        HttpResponse<String> post = send("POST", "/metrics");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void unknownAddressNamesThoseThereAre() throws Exception {
        assertThat(send("GET", "/nothing").body())
                .contains("/ /metrics /health /health/task /api/task /health/containers/NAME");
    }

    @Test
    void handlerThatFailsIsA500() throws Exception {
        broken.set(true);
        HttpResponse<String> answer = send("GET", "/health");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("the agent's log says why");
    }

    @Test
    void healthSaysWhatIsWrong() throws Exception {
        Observation observation = latest.get();
        assertThat(json("/health").path("reason").textValue()).isEqualTo("/task and /task/stats answer");
        assertThat(json("/health").path("warnings").path(0).textValue()).isEqualTo("a warning");
        latest.set(observation.next(
                observation.at(),
                observation.taskPath(),
                observation.statsPath().failed(observation.at(), "timeout: no whole answer"),
                observation.task(),
                Observed.HEALTH));
        assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
        assertThat(json("/health").path("reason").textValue())
                .isEqualTo(
                        "the last poll of /task/stats failed, the answer before still counts: timeout: no whole answer");
        now.set(observation.at().plus(Duration.ofSeconds(16)));
        assertThat(send("GET", "/health").statusCode()).isEqualTo(503);
        assertThat(json("/health").path("status").textValue()).isEqualTo("unhealthy");
        assertThat(json("/api/task").has("task")).isFalse();
    }

    @Test
    void taskIsItsDocumentedShapeWithoutSecrets() throws Exception {
        JsonNode json = json("/api/task");
        assertThat(json.path("shape").intValue()).isEqualTo(1);
        assertThat(json.path("task").path("cpu_limit_vcpus").doubleValue()).isEqualTo(0.5);
        assertThat(json.path("task")
                        .path("interfaces")
                        .path(0)
                        .path("receive_bytes_per_second")
                        .doubleValue())
                .isEqualTo(10050);
        assertThat(json.path("containers").findValuesAsText("name")).containsExactly("app", "job", "sidelight");
        assertThat(json.path("containers").path(1).path("stats_missing").textValue())
                .isEqualTo("stopped");
        assertThat(json.toString()).doesNotContain("do-not-export");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "br, GZIP;q=0.5|true",
                "gzip;q=0|false",
                "gzip; q=0.0|false",
                "identity|false",
                "|false"
            })
    void gzipIsForThoseWhoTakeIt(String accepted, boolean gzip) {
        assertThat(new Request("/metrics", Map.of(), null, accepted).acceptsGzip())
                .isEqualTo(gzip);
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(send("GET", path).body());
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
