package dev.sidelight.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks once, over one raw socket: in a check that runs every few seconds an HTTP client costs twenty times as much as
 * the question.
 */
final class Probe {

    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private Probe() {}

    /** The verdict on the agent at {@code arguments.url()}. */
    static Verdict ask(Arguments arguments) {
        String address = arguments.url() + "/health";
        try {
            Reply reply = exchange(URI.create(address), arguments.timeout());
            String said =
                    address + " answered " + reply.status() + (reply.reason().isEmpty() ? "" : ": " + reply.reason());
            return new Verdict(reply.status() == 200, said);
        } catch (SocketTimeoutException e) {
            return Verdict.unhealthy("no whole answer from " + address + " within "
                    + arguments.timeout().toMillis() + " ms");
        } catch (ConnectException e) {
            return Verdict.unhealthy("no connection to " + address
                    + ": is the agent running? SIDELIGHT_HTTP_PORT names its port, --url another address");
        } catch (UnknownHostException e) {
            return Verdict.unhealthy("unknown host in " + address);
        } catch (IOException e) {
            return Verdict.unhealthy("the connection to " + address + " ended early: " + e.getMessage());
        } catch (Reply.NotHttp e) {
            return Verdict.unhealthy(e.getMessage() + " from " + address);
        }
    }

    private static Reply exchange(URI url, Duration timeout) throws IOException, Reply.NotHttp {
        long end = System.nanoTime() + timeout.toNanos();
        int port = url.getPort() < 0 ? 80 : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(url.getHost()), port), millisUntil(end));
            String request = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                    + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] answer = new byte[MAX_ANSWER_BYTES];
            int length = 0;
            int read = 0;
            while (read >= 0 && length < answer.length) {
                socket.setSoTimeout(millisUntil(end));
                read = in.read(answer, length, answer.length - length);
                length += Math.max(read, 0);
            }
            return Reply.of(answer, length);
        }
    }

    private static int millisUntil(long end) throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }
}
