package dev.sidelight.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The emulator's command with a template's file of options, five times as fast as at ECS. */
final class RunningTemplate implements AutoCloseable {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String ADDRESS = "ECS_CONTAINER_METADATA_URI_V4=";
    private static final Duration LAST_WORDS = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String metadata;

    private RunningTemplate(Process process, String metadata) {
        this.process = process;
        this.metadata = metadata;
    }

    /** As {@code ./sidelight emulate} starts it; what containers say goes to files in {@code logs}. */
    static RunningTemplate start(Path options, Path logs) throws IOException {
        Path said = logs.resolve("emulator.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        ROOT.resolve("emulator/target/lib") + "/*",
                        "dev.sidelight.emulator.Main",
                        "--path",
                        "/opt/sidelight=" + BuiltAgent.DISTRIBUTION,
                        "@" + options,
                        "--network",
                        "own",
                        "--faster",
                        "5",
                        "--sample-every",
                        "1s",
                        "--logs",
                        logs.toString())
                .directory(ROOT.toFile())
                .redirectError(said.toFile())
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ADDRESS)) {
                return new RunningTemplate(process, line.substring(ADDRESS.length()));
            }
        }
        throw new AssertionError("the emulator ended: " + Files.readString(said));
    }

    JsonNode containers() throws IOException, InterruptedException {
        return SickTask.MAPPER.readTree(get(metadata + "/task")).path("Containers");
    }

    /** What ECS makes of the container's health check; empty before a result. */
    String status(String name) throws IOException, InterruptedException {
        return container(name).path("Health").path("status").asText();
    }

    String get(String name, int port, String path) throws IOException, InterruptedException {
        String address = container(name)
                .path("Networks")
                .path(0)
                .path("IPv4Addresses")
                .path(0)
                .asText();
        return get("http://" + address + ":" + port + path);
    }

    private JsonNode container(String name) throws IOException, InterruptedException {
        for (JsonNode one : containers()) {
            if (one.path("Name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no container " + name);
    }

    private String get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(5))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /** As Ctrl-C does it: the emulator ends its containers itself. */
    @Override
    public void close() {
        client.shutdownNow();
        process.destroy();
        try {
            await("the emulator ends").atMost(LAST_WORDS).until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }
}
