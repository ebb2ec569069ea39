package dev.sidelight.emulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.live.LiveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A live task as its endpoint shows it. */
record LiveView(Emulator emulator) implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Skips what follows where there is no /proc to measure processes with. */
    static void needsProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    }

    /** Of these containers, on the host's interfaces, so many times as fast as at ECS; their output in {@code folder}. */
    static LiveView start(Path folder, int timesFaster, String... containers) throws Exception {
        return of(TaskText.options(folder, containers).faster(timesFaster));
    }

    static LiveView of(LiveOptions options) throws IOException {
        return new LiveView(Emulator.live(options));
    }

    JsonNode task() throws IOException {
        return json(URI.create(emulator.uri() + "/task"));
    }

    JsonNode stats(String container) throws IOException {
        return json(URI.create(emulator.uriOf(container) + "/stats"));
    }

    JsonNode container(String name) throws IOException {
        for (JsonNode one : task().path("Containers")) {
            if (one.path("Name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no container " + name);
    }

    JsonNode health(String container) throws IOException {
        return container(container).path("Health");
    }

    String known(String container) throws IOException {
        return container(container).path("KnownStatus").asText();
    }

    Instant time(String container, String field) throws IOException {
        return Instant.parse(container(container).path(field).asText());
    }

    void awaitHealth(String container, String status) {
        await().atMost(SOON)
                .until(() -> health(container).path("status").asText().equals(status));
    }

    void awaitKnown(String container, String status) {
        await().atMost(SOON).until(() -> known(container).equals(status));
    }

    @Override
    public void close() {
        emulator.close();
    }

    /** Patiently: a machine under load may take longer than {@link RawClient} waits. */
    private static JsonNode json(URI uri) throws IOException {
        try (InputStream in = uri.toURL().openStream()) {
            return MAPPER.readTree(in);
        }
    }
}
