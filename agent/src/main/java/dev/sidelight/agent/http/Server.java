package dev.sidelight.agent.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The HTTP server: one I/O thread, GET and HEAD, whole answers. */
public final class Server implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.http");
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);
    private static final int BUFFER_BYTES = 8 << 10;
    private static final int IDLE_TIMEOUT_MILLIS = 120_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int STOP_TIMEOUT_MILLIS = 500;

    private final GracefulShutdownHandler handler;
    private final Undertow undertow;
    private volatile boolean ending;

    private Server(Routes routes, String host, int port) {
        this.handler = new GracefulShutdownHandler(exchange -> answer(exchange, routes));
        this.undertow = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setBufferSize(BUFFER_BYTES)
                .setDirectBuffers(false)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_TIMEOUT_MILLIS)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, STOP_TIMEOUT_MILLIS)
                .addHttpListener(port, host, (HttpHandler) this::unlessEnding)
                .build();
    }

    /**
     * Starts to answer.
     *
     * @throws RuntimeException from {@link Undertow#start()} when the address cannot be bound
     */
    public static Server start(Routes routes, String host, int port) {
        Server server = new Server(routes, host, port);
        server.undertow.start();
        return server;
    }

    /** The port that is listened on. */
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /** Takes no more requests, lets those that are being answered finish, and stops. */
    @Override
    public void close() {
        ending = true;
        handler.shutdown();
        try {
            handler.awaitShutdown(LAST_ANSWERS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        undertow.stop();
    }

    /** The handler would answer 503 from here on, which a gated container's check takes for a verdict. */
    private void unlessEnding(HttpServerExchange exchange) throws Exception {
        if (ending) {
            exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
            exchange.setPersistent(false);
            exchange.endExchange();
        } else {
            handler.handleRequest(exchange);
        }
    }

    private static void answer(HttpServerExchange exchange, Routes routes) {
        if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            exchange.setPersistent(false); // what the request may send on is not read
            send(exchange, Response.text(405, "Only GET and HEAD are answered here."));
            return;
        }
        Response response;
        try {
            response = routes.answer(new Request(
                    exchange.getRequestPath(),
                    query(exchange),
                    exchange.getRequestHeaders().getFirst(Headers.ACCEPT),
                    exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING)));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, exchange.getRequestPath() + " could not be answered; please report this", e);
            response = Response.text(500, "This could not be answered; the agent's log says why.");
        }
        send(exchange, response);
    }

    private static Map<String, String> query(HttpServerExchange exchange) {
        Map<String, String> query = new HashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    private static void send(HttpServerExchange exchange, Response response) {
        exchange.setStatusCode(response.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, response.contentType());
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.setResponseContentLength(response.body().remaining());
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(response.body().duplicate());
        }
    }
}
