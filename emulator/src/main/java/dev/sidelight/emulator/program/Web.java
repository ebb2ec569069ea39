package dev.sidelight.emulator.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.sidelight.emulator.definition.DurationText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A web server: {@code GET /} a page, {@code GET /healthz} whether it is well, {@code GET /bytes?n=N} N bytes, {@code
 * POST /bytes} the body's length. It can be told to start slowly, to hang and to be ill now and then.
 */
@Command(name = "web", description = "Serves a page, and as many bytes as are asked for.")
public final class Web implements Callable<Integer> {
    private static final int CHUNK = 16_384;
    private static final Duration LOOK = Duration.ofMillis(100);

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--listen-after", defaultValue = "0s", description = "Listens only then. Default: ${DEFAULT-VALUE}")
    private String listenAfter = "0s";

    @Option(names = "--hang-after", description = "Accepts from then on and answers no more.")
    private Optional<String> hangAfter = Optional.empty();

    @Option(names = "--hang-for", description = "How long it hangs. Default: for ever.")
    private Optional<String> hangFor = Optional.empty();

    @Option(names = "--flap", description = "Is ill at /healthz for this time, then well, and so on.")
    private Optional<String> flap = Optional.empty();

    private long start;

    public static void main(String... arguments) {
        int status = new CommandLine(new Web()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Thread.sleep(DurationText.parse(listenAfter));
        start = System.nanoTime();
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/bytes", exchange -> unlessHung(exchange, Web::bytes));
        server.createContext(
                "/healthz",
                exchange ->
                        unlessHung(exchange, one -> answer(one, isIll() ? 503 : 200, isIll() ? "ill\n" : "well\n")));
        server.createContext(
                "/",
                exchange -> unlessHung(
                        exchange, one -> answer(one, 200, "<!doctype html><title>web</title><p>It works.\n")));
        server.start();
        System.out.println("listening on port " + port);
        return 0;
    }

    private void unlessHung(HttpExchange exchange, HttpHandler handler) throws IOException {
        while (hangs()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        handler.handle(exchange);
    }

    private boolean hangs() {
        long ran = System.nanoTime() - start;
        long from = hangAfter.map(DurationText::parse).map(Duration::toNanos).orElse(Long.MAX_VALUE);
        long longest = hangFor.map(DurationText::parse).map(Duration::toNanos).orElse(Long.MAX_VALUE);
        return ran >= from && ran - from < longest;
    }

    private boolean isIll() {
        return flap.map(DurationText::parse)
                .filter(phase -> (System.nanoTime() - start) / phase.toNanos() % 2 == 0)
                .isPresent();
    }

    private static void bytes(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            long length = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            answer(exchange, 200, length + "\n");
            return;
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        long left = query.matches("n=\\d{1,12}") ? Long.parseLong(query.substring(2)) : 0;
        exchange.sendResponseHeaders(200, left == 0 ? -1 : left);
        try (OutputStream body = exchange.getResponseBody()) {
            byte[] chunk = new byte[CHUNK];
            while (left > 0) {
                int size = (int) Math.min(left, chunk.length);
                body.write(chunk, 0, size);
                left -= size;
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
