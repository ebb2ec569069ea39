package dev.sidelight.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The endpoint's side of a poll, on loopback: answers with the documents of the moment, a connection each. */
final class StandIn implements AutoCloseable {

    private final ServerSocket listening;
    private final byte[] task;
    private volatile byte[] stats;

    private StandIn(ServerSocket listening, Documents documents) {
        this.listening = listening;
        this.task = documents.task();
        this.stats = documents.stats(0);
    }

    static StandIn start(Documents documents) throws IOException {
        StandIn standIn = new StandIn(new ServerSocket(0, 2, InetAddress.getLoopbackAddress()), documents);
        Thread.ofPlatform().daemon().name("stand-in").start(standIn::run);
        return standIn;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v4/bench");
    }

    void show(byte[] next) {
        stats = next;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void run() {
        while (!listening.isClosed()) {
            try (Socket asked = listening.accept()) {
                answer(asked);
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket asked) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(asked.getInputStream(), StandardCharsets.US_ASCII));
        String line = String.valueOf(request.readLine());
        byte[] body = line.contains("/stats") ? stats : task;
        for (String header = line; header != null && !header.isEmpty(); header = request.readLine()) {
            // to the request's end
        }
        OutputStream out = asked.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }
}
