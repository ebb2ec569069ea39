package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.ImageFolders;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The task definitions of the templates, run in the emulator by the commands that their table names. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("task-definitions", "templates");
    private static final String SIDECAR = "sidelight";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    /** Of each definition, below the folder of templates: such as {@code nginx/nginx}. */
    static List<String> templates() throws IOException {
        Path root = RunningTemplate.ROOT.resolve(TEMPLATES);
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.replaceAll("\\.json$", ""))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void needsItsParts() throws Exception {
        for (String tool : List.of("node", "python3", "wget")) {
            boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                    .anyMatch(one -> Files.isExecutable(Path.of(one, tool)));
            if (!there) {
                Skipping.skip("no " + tool + ": the templates of task definitions");
            }
        }
        try (Emulator _ = Emulator.live(LiveOptions.of(
                        DefinitionReader.read("acceptance", Tasks.IDLE, Optional.of(LaunchType.EC2)), LaunchType.EC2)
                .with(NetworkChoice.OWN))) {
            // It starts, so there are namespaces.
        } catch (IOException e) {
            Skipping.skip("no network namespaces (root and iproute2): the templates (" + e.getMessage() + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void sidecarServesItsSiblingsAndAllAreHealthy(String template) throws Exception {
        try (RunningTemplate running = RunningTemplate.start(options(template), folder)) {
            for (JsonNode container : definition(template).path("containerDefinitions")) {
                String name = container.path("name").asText();
                await(name + " is served")
                        .atMost(SOON)
                        .ignoreExceptions()
                        .until(() -> isServed(name, running.get(SIDECAR, 9779, "/metrics")));
                await(name + " is healthy")
                        .atMost(SOON)
                        .until(() -> running.status(name).equals("HEALTHY"));
            }
        }
    }

    @Test
    void tableNamesEachCommand() throws IOException {
        String table = Files.readString(RunningTemplate.ROOT.resolve(TEMPLATES).resolve("README.md"));
        for (String template : templates()) {
            assertThat(table)
                    .contains("[" + template + "](" + template + ".json)")
                    .contains("`./sidelight emulate @" + options(template) + "`");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "production"})
    void flaskHasItsFileAndItsSecrets(String stage) throws Exception {
        try (RunningTemplate running = RunningTemplate.start(options("flask/" + stage), folder)) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> !running.get("flask", 8080, "/health").isEmpty());
            assertThat(SickTask.MAPPER.readTree(running.get("flask", 8080, "/settings")))
                    .isEqualTo(SickTask.MAPPER.valueToTree(Map.of(
                            "STAGE",
                            stage,
                            "GREETING",
                            "Hello from " + stage,
                            "LOG_LEVEL",
                            stage.equals("test") ? "debug" : "info",
                            "SUPPORT_ADDRESS",
                            stage + "@example.com",
                            "DATABASE_USER",
                            stage,
                            "API_TOKEN",
                            length("emulated " + stage + " token"),
                            "API_TOKEN_PREVIOUS",
                            length("older emulated " + stage + " token"),
                            "API_TOKEN_PINNED",
                            length("emulated " + stage + " token"),
                            "DATABASE_PASSWORD",
                            length("emulated " + stage + " password"),
                            "DATABASE_PASSWORD_PREVIOUS",
                            length("older emulated " + stage + " password"))));
        }
    }

    @Test
    void hostnameShowsAQuoteOfTheOtherService() throws Exception {
        int quotesPort = BuiltAgent.freePort();
        int hostnamePort = BuiltAgent.freePort();
        String quotesUrl = "http://127.0.0.1:" + quotesPort + "/";
        try (Emulator _ = alone("quotes", Map.of("PORT", Integer.toString(quotesPort)));
                Emulator _ =
                        alone("hostname", Map.of("PORT", Integer.toString(hostnamePort), "QUOTES_URL", quotesUrl));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hostnamePort + "/"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> client.send(request, BodyHandlers.ofString())
                            .body()
                            .matches("\\S+ says: [A-Z][^()]+ \\([A-Za-z ]+\\)\n"));
        }
    }

    /** One of the pair on the host's loopback, without its sidecar: Cloud Map's name and the ports are this machine's. */
    private Emulator alone(String name, Map<String, String> variables) throws Exception {
        ObjectNode definition = (ObjectNode) definition("cloud-map/" + name);
        ArrayNode containers = (ArrayNode) definition.path("containerDefinitions");
        containers.remove(1);
        for (JsonNode variable : containers.path(0).path("environment")) {
            String value = variables.get(variable.path("name").asText());
            assertThat(value).as("%s", variable).isNotNull();
            ((ObjectNode) variable).put("value", value);
        }
        TaskDefinition here = new ImageFolders(
                        Map.of("/app", RunningTemplate.ROOT.resolve(TEMPLATES).resolve("cloud-map/" + name)))
                .in(DefinitionReader.read(name, definition.toString(), Optional.of(LaunchType.FARGATE)));
        return Emulator.live(LiveOptions.of(here, LaunchType.FARGATE)
                .with(NetworkChoice.HOST)
                .loggedTo(folder));
    }

    private static boolean isServed(String container, String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("ecs_container_memory_usage_bytes{"))
                .anyMatch(line -> line.contains("container_name=\"" + container + "\""));
    }

    private static String length(String secret) {
        return secret.length() + " characters";
    }

    private static JsonNode definition(String template) throws IOException {
        return SickTask.MAPPER.readTree(RunningTemplate.ROOT
                .resolve(TEMPLATES)
                .resolve(template + ".json")
                .toFile());
    }

    /** From the root of the checkout, where the table's commands are run. */
    private static Path options(String template) {
        Path definition = TEMPLATES.resolve(template);
        return definition.resolveSibling("emulator").resolve(definition.getFileName() + ".options");
    }
}
