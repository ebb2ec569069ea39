package dev.sidelight.emulator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The illnesses of the web server, as a client sees them. */
class WebTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        client.shutdownNow();
    }

    @Test
    void hungServerAcceptsAndAnswersNoMoreUntilItsTimeIsOver() throws Exception {
        start("--hang-after", "2s", "--hang-for", "3s");
        awaitAnswer("200");
        awaitAnswer("no answer");
        awaitAnswer("200");
    }

    @Test
    void flappingServerIsIllAndWellInTurn() throws Exception {
        start("--flap", "1s");
        awaitAnswer("503");
        awaitAnswer("200");
        awaitAnswer("503");
    }

    @Test
    void slowServerRefusesUntilItListens() throws Exception {
        start("--listen-after", "3s");
        await().atMost(SOON)
                .until(() -> answer().equals("refused") && started.getFirst().isAlive());
        awaitAnswer("200");
    }

    private void start(String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port)));
        arguments.addAll(List.of(flags));
        started.add(new ProcessBuilder(Program.WEB.command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private void awaitAnswer(String expected) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(answer()).isEqualTo(expected));
    }

    private String answer() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/healthz");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(500)).build();
        try {
            return Integer.toString(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (HttpTimeoutException e) {
            return "no answer";
        } catch (ConnectException e) {
            return "refused";
        }
    }
}
