package dev.sidelight.emulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The agent as a process of its own on the host's side of the task, its output in a log file. */
record AgentRun(Process started, int port, Path log, HttpClient client) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LAST_LINES = 15;

    static AgentRun start(Path agent, URI metadata, int port, String pollInterval, Map<String, String> more, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(agent.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("ECS_CONTAINER_METADATA_URI_V4", metadata.toString());
        builder.environment().put("SIDELIGHT_HTTP_HOST", "127.0.0.1");
        builder.environment().put("SIDELIGHT_HTTP_PORT", Integer.toString(port));
        builder.environment().put("SIDELIGHT_POLL_INTERVAL", pollInterval);
        builder.environment().putAll(more);
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        return new AgentRun(builder.start(), port, log, client);
    }

    boolean alive() {
        return started.isAlive();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    boolean healthy() throws InterruptedException {
        return get("/health").isPresent();
    }

    /** The body of a 200, empty for anything else. */
    Optional<String> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    List<String> lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the agent has said of verdicts since the first {@code seen} lines. */
    List<String> verdicts(int seen) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" health: "))
                    .toList();
            return lines.subList(Math.min(seen, lines.size()), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** SIGTERM, and SIGKILL when that is not enough; the script's own children too. */
    @Override
    public void close() {
        List<ProcessHandle> children = started.descendants().toList();
        started.toHandle().destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                started.destroyForcibly();
            }
        } catch (InterruptedException e) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        client.shutdownNow();
    }
}
