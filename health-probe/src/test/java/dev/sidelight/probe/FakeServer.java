package dev.sidelight.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A server that has the same conversation on each connection. */
final class FakeServer implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicReference<String> request = new AtomicReference<>("");

    /** What it does with a connection. */
    interface Conversation {
        void with(Socket socket, OutputStream out) throws IOException;
    }

    FakeServer(Conversation conversation) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(conversation));
    }

    static FakeServer saying(String text) throws IOException {
        return saying(text.getBytes(StandardCharsets.UTF_8));
    }

    static FakeServer saying(byte[] bytes) throws IOException {
        return new FakeServer((_, out) -> out.write(bytes));
    }

    /** A port that nobody listens on. */
    static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The first line of the last request. */
    String request() {
        return request.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Conversation conversation) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                byte[] bytes = new byte[2048];
                int length = socket.getInputStream().read(bytes);
                request.set(new String(bytes, 0, Math.max(length, 0), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse(""));
                conversation.with(socket, socket.getOutputStream());
            } catch (IOException e) {
                // The probe is the one that is asked what happened.
            }
        }
    }
}
