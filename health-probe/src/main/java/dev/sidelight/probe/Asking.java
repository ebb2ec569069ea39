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
import java.util.concurrent.Callable;

/**
 * Asks the agent once, over one raw socket: in a check that runs every few seconds an HTTP client costs twenty times as
 * much as the question. Plain code on purpose: a lambda or a pattern switch costs a short-lived JVM milliseconds.
 */
final class Asking implements Callable<Result> {

    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final int DEFAULT_PORT = 80;

    private final Arguments arguments;
    private final Question question;
    private final URI address;

    Asking(Arguments arguments) {
        this.arguments = arguments;
        this.question = arguments.question();
        this.address = URI.create(arguments.url() + question.path());
    }

    @Override
    public Result call() {
        try {
            return result(exchange());
        } catch (SocketTimeoutException e) {
            return Result.unanswered(question, tooLate(arguments));
        } catch (ConnectException e) {
            return Result.unanswered(
                    question,
                    "no connection to " + address
                            + ": is the agent running? SIDELIGHT_HTTP_PORT names its port, --url another address");
        } catch (UnknownHostException e) {
            return Result.unanswered(question, "unknown host in " + address);
        } catch (IOException e) {
            return Result.unanswered(question, "the connection to " + address + " ended early: " + e.getMessage());
        } catch (Reply.NotHttp e) {
            return Result.unanswered(question, e.getMessage() + " from " + address);
        }
    }

    /** No answer within the time that there was. */
    static String tooLate(Arguments arguments) {
        return "no whole answer from " + arguments.url() + arguments.question().path() + " within "
                + arguments.timeout().toMillis() + " ms";
    }

    private Result result(Reply reply) {
        String said = address + " answered " + reply.status() + (reply.reason().isEmpty() ? "" : ": " + reply.reason());
        if (!question.failsOpen()) {
            return reply.status() == 200 ? Result.healthy(said) : Result.unhealthy(said);
        }
        if (reply.status() == 404 && reply.namesContainers()) {
            return Result.wrongCall(reply.reason());
        }
        if (reply.status() == 503 && reply.verdict().equals("unhealthy")) {
            return Result.unhealthy(reply.reason());
        }
        if (reply.status() == 200 && reply.verdict().equals("healthy")) {
            return Result.healthy(reply.reason());
        }
        boolean verdict = reply.status() == 200 && reply.verdict().equals("unknown");
        return Result.unanswered(question, verdict ? reply.reason() : said + ", which is no verdict of Sidelight's");
    }

    private Reply exchange() throws IOException, Reply.NotHttp {
        long end = System.nanoTime() + arguments.timeout().toNanos();
        int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host()), port), millisUntil(end));
            socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
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

    private String host() throws UnknownHostException {
        if (address.getHost() == null) {
            throw new UnknownHostException();
        }
        return address.getHost();
    }

    private String request() {
        return "GET " + address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery())
                + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    }

    private static int millisUntil(long end) throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }
}
