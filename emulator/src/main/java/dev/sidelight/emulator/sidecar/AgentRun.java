package dev.sidelight.emulator.sidecar;

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
public record AgentRun(Process started, int port, Path log, HttpClient client) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LAST_LINES = 15;

    /** What is waited for; asked again and again. */
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** The variables that the agent is run with: it asks {@code metadata} and listens on loopback. */
    public static Map<String, String> variables(URI metadata, int port, String pollInterval) {
        return Map.of(
                "ECS_CONTAINER_METADATA_URI_V4",
                metadata.toString(),
                "SIDELIGHT_HTTP_HOST",
                "127.0.0.1",
                "SIDELIGHT_HTTP_PORT",
                Integer.toString(port),
                "SIDELIGHT_POLL_INTERVAL",
                pollInterval);
    }

    /** Starts what {@code command} says, which listens on {@code port} by its variables. */
    public static AgentRun start(ProcessBuilder command, int port, Path log) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
        return new AgentRun(
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port, log, client);
    }

    /** Whether its process runs. */
    public boolean alive() {
        return started.isAlive();
    }

    /** One of its addresses. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Whether it says so of itself. */
    public boolean healthy() throws InterruptedException {
        return get("/health").isPresent();
    }

    /** Whether {@code condition} held before {@code longest} was over, and before the agent ended. */
    public boolean awaits(Condition condition, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        do {
            if (condition.holds()) {
                return true;
            }
        } while (!started.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        return false;
    }

    /** The body of a 200, empty for anything else; {@code headers} are names and values in turn. */
    public Optional<String> get(String path, String... headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        try {
            HttpResponse<String> answer = client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The end of its log. */
    public List<String> lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the agent has said of verdicts since the first {@code seen} lines. */
    public List<String> verdicts(int seen) {
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
