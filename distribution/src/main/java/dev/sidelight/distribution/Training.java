package dev.sidelight.distribution;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs each program as it is used, on an emulated task, and lets its JVM keep the classes that it loaded. CloudWatch is
 * off in the run: a JVM loads all that is in its cache at once, and with the AWS SDK in it who does not publish would pay
 * 20 MB; who does, starts to publish half a CPU-second later.
 */
final class Training {

    private static final String TASK = """
            {"family": "training", "networkMode": "bridge", "requiresCompatibilities": ["EC2"],
             "containerDefinitions": [
               {"name": "app", "image": "busybox", "command": ["sleep", "1000"], "memory": 64},
               {"name": "web", "image": "busybox", "command": ["sleep", "1000"], "memory": 64, "cpu": 128},
               {"name": "job", "image": "busybox", "command": ["sleep", "1000"], "memoryReservation": 32}]}""";

    private static final int POLLS = 6;
    /** By SIGTERM. */
    private static final int TERMINATED = 143;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private final Path project;
    private final Path home;
    private final List<String> jars;

    Training(Path project, Path home, List<String> jars) {
        this.project = project;
        this.home = home;
        this.jars = jars;
    }

    void run() throws Exception {
        Path logs = Files.createDirectories(home.resolveSibling("training"));
        try (Emulator task = Emulator.live(
                LiveOptions.of(DefinitionReader.read("training", TASK, Optional.of(LaunchType.EC2)), LaunchType.EC2)
                        .sampledEvery(Duration.ofMillis(500))
                        .loggedTo(logs))) {
            agent(task.uri());
            probe(task.uri());
            checkCache(
                    Program.TASK_DEFINITIONS,
                    start(
                            Program.TASK_DEFINITIONS,
                            "-XX:AOTCacheOutput=",
                            task.uri(),
                            0,
                            "lint",
                            project.resolve("task-definitions/templates").toString()),
                    0);
        }
    }

    private void agent(URI metadata) throws Exception {
        int port = freePort();
        Process agent = start(Program.AGENT, "-XX:AOTCacheOutput=", metadata, port);
        try {
            awaitHealthy(agent, port);
            for (int poll = 0; poll < POLLS; poll++) {
                for (String path : List.of(
                        "/",
                        "/metrics",
                        "/health",
                        "/health/task",
                        "/health/containers/app",
                        "/api/task",
                        "/nothing")) {
                    ask(port, path, Map.of());
                }
                ask(port, "/metrics", Map.of("Accept-Encoding", "gzip"));
                ask(port, "/metrics", Map.of("Accept", "application/openmetrics-text;version=1.0.0"));
                awaitPolls(agent, port, poll + 2);
            }
            agent.destroy();
            checkCache(Program.AGENT, agent, TERMINATED);
        } finally {
            agent.destroyForcibly();
        }
    }

    private void probe(URI metadata) throws Exception {
        int port = freePort();
        Process agent = start(Program.AGENT, "-XX:AOTCache=", metadata, port);
        try {
            awaitHealthy(agent, port);
            checkCache(
                    Program.PROBE,
                    start(Program.PROBE, "-XX:AOTCacheOutput=", metadata, port, "--container", "app"),
                    0);
        } finally {
            agent.destroyForcibly();
        }
    }

    private Process start(Program program, String cacheFlag, URI metadata, int port, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(program.arguments(home, jars, cacheFlag));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(program).toFile());
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("SIDELIGHT_")
                        || name.startsWith("ECS_")
                        || name.startsWith("JAVA_TOOL")
                        || name.startsWith("JDK_"));
        environment.put("ECS_CONTAINER_METADATA_URI_V4", metadata.toString());
        environment.put("SIDELIGHT_HTTP_HOST", "127.0.0.1");
        environment.put("SIDELIGHT_HTTP_PORT", Integer.toString(port));
        environment.put("SIDELIGHT_POLL_INTERVAL", "1s");
        return builder.start();
    }

    private Path log(Program program) {
        return home.resolveSibling("training-" + program.name() + ".log");
    }

    /** A cache of a run that ended otherwise would be of another way through the program. */
    private void checkCache(Program program, Process process, int expected) throws Exception {
        if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)
                || process.exitValue() != expected
                || !Files.exists(program.cache(home))) {
            throw new IllegalStateException("the training of " + program.name() + " left no cache; it said:\n"
                    + Files.readString(log(program)));
        }
    }

    private void awaitHealthy(Process agent, int port) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (ask(port, "/health", Map.of()) != 200) {
            pause(agent, end);
        }
    }

    /** Until so many polls have ended. */
    private void awaitPolls(Process agent, int port, int polls) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (polls(port) < polls) {
            pause(agent, end);
        }
    }

    private void pause(Process agent, long end) throws Exception {
        if (!agent.isAlive() || System.nanoTime() > end) {
            throw new IllegalStateException(
                    "the agent does not answer in training; it said:\n" + Files.readString(log(Program.AGENT)));
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    private static double polls(int port) throws IOException {
        HttpURLConnection connection = connection(port, "/metrics");
        String page = new String(connection.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return page.lines()
                .filter(line -> line.startsWith("sidelight_polls_total") && line.contains("path=\"stats\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The status; 0 when nobody answers. */
    private static int ask(int port, String path, Map<String, String> headers) {
        try {
            HttpURLConnection connection = connection(port, path);
            headers.forEach(connection::setRequestProperty);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static HttpURLConnection connection(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout((int) SOON.toMillis());
        connection.setReadTimeout((int) SOON.toMillis());
        return connection;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
