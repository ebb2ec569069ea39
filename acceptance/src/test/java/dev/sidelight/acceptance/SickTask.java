package dev.sidelight.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A live task with the built agent in it as its sidecar, in a network of its own as in {@code awsvpc}. */
final class SickTask implements AutoCloseable {

    static final ObjectMapper MAPPER = new ObjectMapper();
    static final String PROBE =
            BuiltAgent.DISTRIBUTION.resolve("bin/health-probe").toString();
    private static final String SIDECAR = "sidelight";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Emulator emulator;
    private final HttpClient client = HttpClient.newHttpClient();

    private SickTask(Emulator emulator) {
        this.emulator = emulator;
    }

    /** Starts the task of {@code definition} with the sidecar added; its times pass {@code faster}. */
    static SickTask start(ObjectNode definition, Map<String, String> variables, int faster, Path folder)
            throws Exception {
        ((ArrayNode) definition.path("containerDefinitions")).add(sidecar(variables));
        LiveOptions options = LiveOptions.of(
                        DefinitionReader.read("acceptance", definition.toString(), Optional.of(LaunchType.FARGATE)),
                        LaunchType.FARGATE)
                .sampledEvery(Duration.ofSeconds(1))
                .withImages(Map.of(
                        SIDECAR, BuiltAgent.DISTRIBUTION.resolve("bin/agent").toString()))
                .faster(faster)
                .with(NetworkChoice.OWN)
                .loggedTo(folder);
        try {
            return new SickTask(Emulator.live(options));
        } catch (IOException e) {
            Skipping.skip(
                    "no network namespaces (root and iproute2): a task with its sidecar (" + e.getMessage() + ")");
            throw e;
        }
    }

    /** A task of these containers. */
    static ObjectNode definition(ObjectNode... containers) {
        ObjectNode definition = MAPPER.createObjectNode()
                .put("family", "sick")
                .put("networkMode", "awsvpc")
                .put("cpu", "1024")
                .put("memory", "2048");
        ArrayNode list = definition.putArray("containerDefinitions");
        for (ObjectNode container : containers) {
            list.add(container);
        }
        return definition;
    }

    Emulator emulator() {
        return emulator;
    }

    SickTask awaitAgent() {
        await().atMost(SOON).ignoreExceptions().until(() -> get("/health").statusCode() == 200);
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + emulator.hostOf(SIDECAR) + ":9779" + path);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return MAPPER.readTree(get(path).body());
    }

    /** A container as the metadata endpoint shows it. */
    JsonNode container(String name) throws IOException, InterruptedException {
        for (JsonNode one : containers()) {
            if (one.path("Name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no container " + name);
    }

    /** What ECS makes of each container's health check; nothing when the endpoint does not answer. */
    Map<String, String> statuses() {
        Map<String, String> statuses = new HashMap<>();
        try {
            for (JsonNode one : containers()) {
                String status = one.path("Health").path("status").asText();
                if (!status.isEmpty()) {
                    statuses.put(one.path("Name").asText(), status);
                }
            }
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return statuses;
    }

    /** What ECS makes of the container's health check; empty before a result. */
    String status(String name) throws IOException, InterruptedException {
        return container(name).path("Health").path("status").asText();
    }

    /** Sends a signal to the agent's processes. */
    void signalAgent(String signal) throws IOException, InterruptedException {
        for (long pid : emulator.pidsOf(SIDECAR)) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        }
    }

    private JsonNode containers() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(emulator.uri() + "/task")).build(), BodyHandlers.ofString());
        return MAPPER.readTree(answer.body()).path("Containers");
    }

    @Override
    public void close() {
        emulator.close();
        client.shutdownNow();
    }

    private static ObjectNode sidecar(Map<String, String> variables) {
        ObjectNode sidecar = MAPPER.createObjectNode()
                .put("name", SIDECAR)
                .put("image", SIDECAR)
                .put("essential", false)
                .put("stopTimeout", 2);
        ArrayNode environment = sidecar.putArray("environment");
        environment.addObject().put("name", "SIDELIGHT_POLL_INTERVAL").put("value", "1s");
        environment.addObject().put("name", "JAVA_HOME").put("value", System.getProperty("java.home"));
        variables.forEach(
                (name, value) -> environment.addObject().put("name", name).put("value", value));
        return sidecar;
    }
}
