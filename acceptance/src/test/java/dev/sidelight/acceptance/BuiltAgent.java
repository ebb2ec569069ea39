package dev.sidelight.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The agent of the built distribution, run as a user runs it: a process with variables. */
final class BuiltAgent implements AutoCloseable {

    static final Path DISTRIBUTION =
            Path.of("..", "agent", "target", "sidelight").toAbsolutePath().normalize();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final List<String> log = new CopyOnWriteArrayList<>();

    private BuiltAgent(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = process.inputReader()) {
                lines.lines().forEach(log::add);
            } catch (IOException e) {
                log.add(e.toString());
            }
        });
    }

    /** Starts it against the endpoint at {@code metadata}, on a free port of the loopback address. */
    static BuiltAgent start(URI metadata, Map<String, String> more) throws IOException {
        return start(metadata, more, program("agent"));
    }

    /** The same by another command. */
    static BuiltAgent start(URI metadata, Map<String, String> more, Path program, String... arguments)
            throws IOException {
        int port = freePort();
        Map<String, String> variables = new HashMap<>(Map.of(
                "ECS_CONTAINER_METADATA_URI_V4",
                metadata.toString(),
                "SIDELIGHT_HTTP_HOST",
                "127.0.0.1",
                "SIDELIGHT_HTTP_PORT",
                Integer.toString(port),
                "SIDELIGHT_POLL_INTERVAL",
                "1s"));
        variables.putAll(more);
        return new BuiltAgent(command(program, variables, arguments).start(), port);
    }

    /** A command of the distribution with just these variables of ours, its errors among its output. */
    static ProcessBuilder command(String name, Map<String, String> variables, String... args) {
        return command(program(name), variables, args);
    }

    static ProcessBuilder command(Path program, Map<String, String> variables, String... args) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("SIDELIGHT_") || key.startsWith("ECS_"));
        builder.environment().keySet().removeIf(key -> key.startsWith("JAVA_TOOL") || key.startsWith("JDK_"));
        builder.environment().putAll(variables);
        return builder;
    }

    private static Path program(String name) {
        Path program = DISTRIBUTION.resolve("bin").resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("there is no " + program + ": run ./sidelight build first");
        }
        return program;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    BuiltAgent awaitHealthy() {
        await().atMost(SOON).ignoreExceptions().until(() -> get("/health").statusCode() == 200);
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(get("/metrics").body());
    }

    /** What it has logged so far. */
    List<String> log() {
        return List.copyOf(log);
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    /** Sends SIGTERM and gives the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the agent did not stop within 10 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.shutdownNow();
    }
}
