package dev.sidelight.agent.poll;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A task metadata endpoint on the loopback whose answers a test sets. */
final class Endpoint implements AutoCloseable {

    static final String TASK = """
            {"TaskARN":"arn:aws:ecs:us-east-1:1:task/c/t","LaunchType":"FARGATE","Containers":[
              {"DockerId":"a1","Name":"app","KnownStatus":"RUNNING","Networks":[{"NetworkMode":"awsvpc"}]}]}""";
    static final String STATS = """
            {"a1":{"read":"2026-05-04T10:00:00Z","cpu_stats":{"cpu_usage":{"total_usage":1000}},
              "memory_stats":{"usage":1048576,"stats":{}}}}""";

    private record Scripted(int status, String body) {}

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, Scripted> answers = new ConcurrentHashMap<>();

    Endpoint() throws IOException {
        server.createContext("/", exchange -> {
            try (exchange) {
                Scripted answer =
                        answers.getOrDefault(exchange.getRequestURI().getPath(), new Scripted(404, "no such path"));
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        task(200, TASK);
        stats(200, STATS);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v4/id");
    }

    void task(int status, String body) {
        answers.put("/v4/id/task", new Scripted(status, body));
    }

    void stats(int status, String body) {
        answers.put("/v4/id/task/stats", new Scripted(status, body));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
