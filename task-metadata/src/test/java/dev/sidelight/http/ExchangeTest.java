package dev.sidelight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int CAP = 1 << 10;

    @Test
    void requestIsPlainAndWhole() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> serve(server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", asked));
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v4/id?a=b%20c");
            new Exchange(LONG, CAP).get(address);
            assertThat(asked.get(20, TimeUnit.SECONDS))
                    .isEqualTo("GET /v4/id?a=b%20c HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort()
                            + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void bodyIsTakenByLengthByChunksOrToTheEnd() throws Exception {
        assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiMORE")).isEqualTo("hi");
        assertThat(body(CHUNKED + "2;x=y\r\nhi\r\nA\r\n, chunks! \r\n0\r\nTrailer: x\r\n\r\n"))
                .isEqualTo("hi, chunks! ");
        assertThat(body("HTTP/1.0 200 OK\r\n\r\nto the end")).isEqualTo("to the end");
        assertThat(get("HTTP/1.0 200 OK\r\n\r\nto the end").isDelimited()).isFalse();
        assertThat(get(CHUNKED + "0\r\n\r\n").isDelimited()).isTrue();
    }

    @Test
    void headIsReadAsServersWriteIt() throws Exception {
        assertThat(get("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503\r\ncontent-length:1\r\n\r\nx")
                        .status())
                .isEqualTo(503);
        assertThat(get("HTTP/1.1 204 No Content\nX: y\n\n").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 xyz\r\n\r\n",
                "HTTP/1.1 -20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhiho\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n7fffffff\r\n"
            })
    void whatIsNotHttpIsMalformed(String answer) {
        assertThatThrownBy(() -> get(answer)).isInstanceOf(Malformed.class);
    }

    @Test
    void tooMuchIsMalformed() {
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(CAP + 1)))
                .isInstanceOf(Malformed.class)
                .hasMessage("more than 1 KiB");
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n"))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void everyCutAnswerIsAnError() throws Exception {
        String chunked = CHUNKED + "2\r\nhi\r\n0\r\n\r\n";
        for (int length = 0; length < chunked.length(); length++) {
            String cut = chunked.substring(0, length);
            assertThatThrownBy(() -> get(cut)).as(cut).isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(() -> get("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi"))
                .isInstanceOf(EOFException.class)
                .hasMessage("after 2 of 3 bytes");
    }

    @Test
    void damagedAnswersThrowNothingUnexpected() throws Exception {
        Random random = new Random(20261121);
        byte[] sound = (CHUNKED + "2\r\nhi\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            String answer = new String(damaged, StandardCharsets.ISO_8859_1);
            try {
                get(answer);
            } catch (IOException e) {
                assertThat(e).as(answer).isInstanceOfAny(Malformed.class, EOFException.class, SocketException.class);
            }
        }
    }

    @Test
    void deadlineIsOverTheWholeAnswerHoweverItDribbles() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (!over.await(20, TimeUnit.MILLISECONDS)) {
                        out.write('x');
                    }
                } catch (IOException | InterruptedException e) {
                    // The client has gone.
                }
            });
            assertThatThrownBy(() -> new Exchange(SHORT, CAP).get(address(server)))
                    .isInstanceOf(SocketTimeoutException.class);
            over.countDown();
        }
    }

    @Test
    void nobodyAndNowhereAreTold() throws Exception {
        URI nobody;
        try (ServerSocket closed = listen()) {
            nobody = address(closed);
        }
        assertThatThrownBy(() -> new Exchange(LONG, CAP).get(nobody)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> new Exchange(LONG, CAP).get(URI.create("http:///v4")))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void anotherThreadMayEndIt() throws Exception {
        Exchange exchange = new Exchange(LONG, CAP);
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    assertThat(socket.getInputStream().read()).isEqualTo('G');
                    exchange.close();
                } catch (IOException e) {
                    // Asserted on the client's side.
                }
            });
            assertThatThrownBy(() -> exchange.get(address(server))).isInstanceOf(SocketException.class);
        }
    }

    private static String body(String answer) throws IOException {
        return new String(get(answer).body(), StandardCharsets.ISO_8859_1);
    }

    private static Response get(String answer) throws IOException {
        try (ServerSocket server = listen();
                Exchange exchange = new Exchange(LONG, CAP)) {
            Thread.ofVirtual().start(() -> serve(server, answer, new CompletableFuture<>()));
            return exchange.get(address(server));
        }
    }

    private static void serve(ServerSocket server, String answer, CompletableFuture<String> asked) {
        try (Socket socket = server.accept()) {
            byte[] request = new byte[4096];
            int length = socket.getInputStream().read(request);
            asked.complete(new String(request, 0, length, StandardCharsets.US_ASCII));
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            asked.completeExceptionally(e);
        }
    }

    private static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }
}
