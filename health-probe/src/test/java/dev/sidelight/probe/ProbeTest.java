package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    private static final String HEALTHY =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"reason\":\"fine\"}";

    /** What a server does with the one connection that it gets. */
    private interface Conversation {
        void with(Socket socket, OutputStream out) throws Exception;
    }

    @Test
    void status200IsHealthy() throws Exception {
        assertThat(ask((_, out) -> say(out, HEALTHY)))
                .satisfies(verdict -> assertThat(verdict.healthy()).isTrue())
                .satisfies(verdict -> assertThat(verdict.why()).endsWith("/health answered 200: fine"));
    }

    @Test
    void status503IsUnhealthyWithTheReason() throws Exception {
        Verdict verdict =
                ask((_, out) -> say(out, "HTTP/1.1 503 Service Unavailable\r\n\r\n{\"reason\":\"no \\\"task\\\"\"}"));
        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.why()).endsWith("answered 503: no \"task\"");
    }

    @Test
    void refusedConnectionNamesTheVariable() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Verdict verdict = Probe.ask(arguments(port, Duration.ofSeconds(3)));
        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.why()).contains("no connection").contains("SIDELIGHT_HTTP_PORT");
    }

    @Test
    void stallBeforeTheAnswerEndsAtTheTimeout() throws Exception {
        assertThat(ask((socket, _) -> drain(socket)).why())
                .contains("no whole answer")
                .contains("within 300 ms");
    }

    @Test
    void stallInsideTheBodyEndsAtTheTimeout() throws Exception {
        Verdict verdict = ask((socket, out) -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            drain(socket);
        });
        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.why()).contains("no whole answer");
    }

    @Test
    void emptyAnswerIsUnhealthy() throws Exception {
        assertThat(ask((_, _) -> {}).why()).contains("an empty answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
            })
    void answerThatIsCutShortIsUnhealthy(String answer) throws Exception {
        assertThat(ask((_, out) -> say(out, answer)).healthy()).isFalse();
    }

    @Test
    void escapesInTheReasonAreReadAsTheirCharacters() throws Exception {
        String json = "{\"reason\":\"\\u00e4 \\\"b\\\" \\\\ \\n\"}";
        assertThat(ask((_, out) -> say(out, "HTTP/1.1 503 x\r\n\r\n" + json)).why())
                .endsWith(" answered 503: ä \"b\" \\  ");
    }

    @Test
    void answerThatIsNotHttpIsUnhealthy() throws Exception {
        assertThat(ask((_, out) -> say(out, "SSH-2.0-OpenSSH_9.2\r\n")).why()).contains("not HTTP");
    }

    @Test
    void hugeAnswerIsReadNoFurtherThanItsStart() throws Exception {
        Verdict verdict = ask((_, out) -> {
            say(out, HEALTHY);
            out.write(new byte[200_000]);
        });
        assertThat(verdict.healthy()).isTrue();
    }

    @Test
    void lineIsOneAndWithinWhatEcsKeeps() {
        byte[] line = Verdict.unhealthy("ä\n".repeat(2000)).line();
        assertThat(line).hasSizeLessThanOrEqualTo(1024).endsWith((byte) '\n');
        assertThat(new String(line, StandardCharsets.UTF_8)).hasLineCount(1).doesNotContain("\uFFFD");
    }

    private static Verdict ask(Conversation conversation) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[1024]);
                    conversation.with(socket, socket.getOutputStream());
                } catch (Exception e) {
                    // The probe is the one that is asked what happened.
                }
            });
            return Probe.ask(arguments(server.getLocalPort(), Duration.ofMillis(300)));
        }
    }

    private static Arguments arguments(int port, Duration timeout) {
        return new Arguments(URI.create("http://127.0.0.1:" + port), timeout);
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the connection open until the probe gives up. */
    private static void drain(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
