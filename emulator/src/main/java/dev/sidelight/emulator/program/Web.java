package dev.sidelight.emulator.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A web server: {@code GET /} a page, {@code GET /bytes?n=N} N bytes, {@code POST /bytes} the body's length. */
@Command(name = "web", description = "Serves a page, and as many bytes as are asked for.")
public final class Web implements Callable<Integer> {
    private static final int CHUNK = 16_384;

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}")
    private int port;

    public static void main(String... arguments) {
        int status = new CommandLine(new Web()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/bytes", Web::bytes);
        server.createContext("/", exchange -> answer(exchange, "<!doctype html><title>web</title><p>It works.\n"));
        server.start();
        System.out.println("listening on port " + port);
        return 0;
    }

    private static void bytes(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            long length = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            answer(exchange, length + "\n");
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

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
