package dev.sidelight.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    private HttpServer server;
    private Prometheus prometheus;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        prometheus = new Prometheus(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        prometheus.close();
        server.stop(0);
    }

    @Test
    void valuesAreRead() throws Exception {
        answer(200, """
                {"status": "success", "data": {"result": [{"metric": {"job": "sidelight"}, "value": [7, "+Inf"]}]}}
                """);

        assertThat(prometheus.at("up", 7))
                .singleElement()
                .satisfies(series -> assertThat(series.labels()).containsEntry("job", "sidelight"))
                .satisfies(series -> assertThat(series.last()).isEqualTo(Double.POSITIVE_INFINITY));
    }

    @Test
    void wrongExpressionIsSaidInItsWords() {
        answer(400, "{\"status\": \"error\", \"error\": \"parse error\"}");

        assertThatThrownBy(() -> prometheus.at("up(", 7))
                .isInstanceOf(IOException.class)
                .hasMessage("Prometheus does not take up(: parse error");
    }

    @Test
    void whatIsNotReadyIsNoFaultOfJson() {
        answer(503, "Service Unavailable\n");

        assertThatThrownBy(() -> prometheus.at("up", 7))
                .isInstanceOf(IOException.class)
                .hasMessage("Prometheus does not take up: 503 Service Unavailable");
    }

    @Test
    void emptyRefusalHasItsStatus() {
        answer(502, "");

        assertThatThrownBy(() -> prometheus.at("up", 7)).hasMessage("Prometheus does not take up: 502");
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }
}
