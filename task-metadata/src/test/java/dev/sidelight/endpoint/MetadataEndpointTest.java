package dev.sidelight.endpoint;

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
import org.junit.jupiter.params.provider.CsvSource;

class MetadataEndpointTest {

    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final String TASK = "{\"TaskARN\": \"arn\"}";

    /** What a server does with the one connection that it gets. */
    private interface Conversation {
        void with(Socket socket, OutputStream out) throws Exception;
    }

    @Test
    void taskIsRead() throws Exception {
        Answer<?> answer = ask((_, out) -> say(out, 200, TASK));
        assertThat(answer.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "404, CLIENT_ERROR",
        "301, CLIENT_ERROR",
        "429, THROTTLED",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "204, MALFORMED"
    })
    void statusIsAnOutcome(int status, Outcome outcome) throws Exception {
        Answer<?> answer = ask((_, out) -> say(out, status, status == 204 ? "" : "\"why\""));
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(((Answer.Failure<?>) answer).detail()).startsWith("status " + status);
    }

    @Test
    void noListenerIsRefused() throws Exception {
        int port;
        try (ServerSocket closed = listen()) {
            port = closed.getLocalPort();
        }
        assertThat(ask(port).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void emptyReplyAndTruncatedBodyAreDisconnected() throws Exception {
        assertThat(ask((_, _) -> {}).outcome()).isEqualTo(Outcome.DISCONNECTED);
        assertThat(ask((_, out) -> out.write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(StandardCharsets.US_ASCII)))
                        .outcome())
                .isEqualTo(Outcome.DISCONNECTED);
    }

    @Test
    void stallBeforeAndInsideTheBodyAreTimeouts() throws Exception {
        assertThat(ask((socket, _) -> untilClosed(socket)).outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(ask((socket, out) -> {
                            out.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                            untilClosed(socket);
                        })
                        .outcome())
                .isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void bodyBeyondTheCapIsMalformed() throws Exception {
        Answer<?> answer = ask((_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[MetadataEndpoint.MAX_BODY_BYTES + 1]);
        });
        assertThat(answer.outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(((Answer.Failure<?>) answer).detail()).isEqualTo("more than 512 KiB");
    }

    private static Answer<?> ask(Conversation conversation) throws Exception {
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        assertThat(socket.getInputStream().read(new byte[4096])).isPositive();
                        conversation.with(socket, socket.getOutputStream());
                    } catch (Exception e) {
                        // What became of the connection is asserted on the client's side.
                    }
                }
            });
            return ask(server.getLocalPort());
        }
    }

    private static Answer<?> ask(int port) {
        try (MetadataEndpoint endpoint = new MetadataEndpoint(URI.create("http://127.0.0.1:" + port + "/v4/id"))) {
            return endpoint.task(DEADLINE).join();
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void say(OutputStream out, int status, String body) throws IOException {
        out.write(("HTTP/1.1 " + status + " x\r\nLocation: /elsewhere\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static void untilClosed(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
