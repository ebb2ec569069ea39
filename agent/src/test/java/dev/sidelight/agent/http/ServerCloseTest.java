package dev.sidelight.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.prometheus.Expositions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerCloseTest {

    private static final Observation NONE =
            Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH);

    @Test
    void answerThatIsBeingMadeIsSentWhole() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Server server = Server.start(
                new Routes(
                        "1.2.3",
                        List.of(),
                        () -> {
                            asked.countDown();
                            await(closing);
                            return NONE;
                        },
                        new Expositions(
                                () -> NONE,
                                () -> Observed.START,
                                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                        () -> Observed.START,
                        Optional::empty),
                "127.0.0.1",
                0);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/task"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread close = Thread.ofPlatform().start(server::close);
            while (close.getState() == Thread.State.NEW || close.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            closing.countDown();
            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).endsWith("}\n");
            close.join();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
