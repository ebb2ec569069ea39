package dev.sidelight.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One GET over a connection of its own: no proxy, no redirects, no TLS; one deadline over all of it, body included, and a
 * cap on the body. {@link java.net.http.HttpClient} would do, but its 800 classes, three threads and 100 KB a request are
 * most of what a sidecar that asks twice every five seconds would cost, and its timeout leaves the body out. Plain code
 * on purpose: in the probe, a JVM of 30 ms, a lambda or a pattern switch costs milliseconds.
 */
public final class Exchange implements AutoCloseable {

    private static final int DEFAULT_PORT = 80;
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 8 << 10;

    private final Socket socket = new Socket();
    private final long end;
    private final int mostBytes;

    /**
     * An exchange that has until {@code deadline} from now.
     *
     * @param mostBytes the largest body to take
     */
    public Exchange(Duration deadline, int mostBytes) {
        this.end = System.nanoTime() + deadline.toNanos();
        this.mostBytes = mostBytes;
    }

    /**
     * Asks {@code address}, whose host is best an IP address: a name's lookup takes what the resolver takes.
     *
     * @throws SocketTimeoutException when the whole answer is not there in time
     * @throws java.net.ConnectException when nobody listens
     * @throws UnknownHostException when the address has no host, or an unknown one
     * @throws Malformed when what came is not HTTP, or too much
     * @throws IOException when the connection ended early, or was closed
     */
    public Response get(URI address) throws IOException {
        int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
        socket.connect(new InetSocketAddress(host(address), port), millisLeft());
        socket.getOutputStream().write(request(address).getBytes(StandardCharsets.US_ASCII));
        InputStream in = new BufferedInputStream(new Timed(socket.getInputStream()));
        Head head = head(in);
        while (head.status >= 100 && head.status < 200) {
            head = head(in);
        }
        if (head.status == 204 || head.status == 304) {
            return new Response(head.status, new byte[0], true);
        }
        if (head.chunked) {
            return new Response(head.status, chunks(in), true);
        }
        if (head.length >= 0) {
            return new Response(head.status, exactly(head.length, in), true);
        }
        byte[] rest = in.readNBytes(mostBytes + 1);
        checkSize(rest.length);
        return new Response(head.status, rest, false);
    }

    /** Ends the exchange, from any thread. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static InetAddress host(URI address) throws UnknownHostException {
        if (address.getHost() == null) {
            throw new UnknownHostException("no host in " + address);
        }
        return InetAddress.getByName(address.getHost());
    }

    private static String request(URI address) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return "GET " + (address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    }

    private int millisLeft() throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        return (int) millis;
    }

    /** What is read before the body. */
    private static final class Head {
        private int status;
        private int length = -1;
        private boolean chunked;
    }

    private static Head head(InputStream in) throws IOException {
        Head head = new Head();
        head.status = status(line(in));
        String line = line(in);
        for (int lines = 0; !line.isEmpty(); lines++) {
            if (lines == MOST_LINES) {
                throw new Malformed("an answer with more than " + MOST_LINES + " header lines");
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new Malformed("an answer with a header line without a name");
            }
            header(
                    head,
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line(in);
        }
        return head;
    }

    private static int status(String line) throws Malformed {
        if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
            throw new Malformed("an answer that is not HTTP");
        }
        if (line.length() > 12 && line.charAt(12) != ' ') {
            throw new Malformed("an answer without a status");
        }
        int status = number(line.substring(9, 12), 10);
        if (status < 100) {
            throw new Malformed("an answer without a status");
        }
        return status;
    }

    private static void header(Head head, String name, String value) throws Malformed {
        if (name.equals("content-length")) {
            head.length = number(value, 10);
        } else if (name.equals("transfer-encoding")) {
            if (!value.equalsIgnoreCase("chunked")) {
                throw new Malformed("an answer in the transfer encoding \"" + value + "\"");
            }
            head.chunked = true;
        }
    }

    private byte[] exactly(int length, InputStream in) throws IOException {
        checkSize(length);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("after " + body.length + " of " + length + " bytes");
        }
        return body;
    }

    private byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(LONGEST_LINE);
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            if (length > mostBytes - body.size()) { // not their sum, which may overflow
                checkSize(Integer.MAX_VALUE);
            }
            body.write(exactly(length, in));
            if (!line(in).isEmpty()) {
                throw new Malformed("an answer with a chunk longer than it says");
            }
        }
        for (int trailers = 0; !line(in).isEmpty(); trailers++) {
            if (trailers == MOST_LINES) {
                throw new Malformed("an answer with more than " + MOST_LINES + " trailer lines");
            }
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        String line = line(in);
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private void checkSize(int bytes) throws Malformed {
        if (bytes > mostBytes) {
            throw new Malformed("more than " + (mostBytes >> 10) + " KiB");
        }
    }

    /** A number without a sign; one too large for an int is the largest int, which is more than any cap. */
    private static int number(String digits, int radix) throws Malformed {
        boolean digitsOnly = !digits.isEmpty();
        for (int i = 0; i < digits.length(); i++) {
            digitsOnly &= Character.digit(digits.charAt(i), radix) >= 0 && digits.charAt(i) < 128;
        }
        if (!digitsOnly) {
            throw new Malformed("an answer with the number \"" + digits + "\"");
        }
        try {
            return Integer.parseInt(digits, radix);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException(line.isEmpty() ? "before the answer" : "inside the answer's head");
            }
            if (line.length() == LONGEST_LINE) {
                throw new Malformed("an answer that is not HTTP");
            }
            line.append((char) read);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    /** What the socket gives until the deadline. */
    private final class Timed extends InputStream {

        private final InputStream in;

        Timed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            socket.setSoTimeout(millisLeft());
            return in.read(bytes, offset, length);
        }
    }
}
