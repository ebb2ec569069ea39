package dev.sidelight.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is on call: receives what an Alertmanager sends, and keeps it. */
final class Notifications implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final List<Notice> received = new CopyOnWriteArrayList<>();

    /** That an alert fires, or does no more. */
    record Notice(boolean firing, Map<String, String> labels, Map<String, String> annotations) {

        Notice {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }

        /** A label's value; empty where there is none, as in PromQL. */
        String label(String name) {
            return labels.getOrDefault(name, "");
        }

        String alert() {
            return label("alertname");
        }
    }

    private Notifications(HttpServer server) {
        this.server = server;
    }

    static Notifications start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Notifications notifications = new Notifications(server);
        server.createContext("/", notifications::receive);
        server.start();
        return notifications;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** All so far, in the order in which they came. */
    List<Notice> all() {
        return List.copyOf(received);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (JsonNode alert : MAPPER.readTree(exchange.getRequestBody()).path("alerts")) {
                received.add(new Notice(
                        alert.path("status").asText().equals("firing"),
                        texts(alert.path("labels")),
                        texts(alert.path("annotations"))));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
