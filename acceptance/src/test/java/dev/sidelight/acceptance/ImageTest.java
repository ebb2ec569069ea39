package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, built and run as a task runs it: 128 MiB and a quarter of a CPU, a read-only root, no capabilities, and a
 * user id that it has never heard of.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImageTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String BASE = "localhost/sidelight-base";
    private static final String IMAGE = "localhost/sidelight-acceptance:test";
    private static final long LARGEST_BYTES = 110_000_000;
    private static final Duration SOON = Duration.ofSeconds(30);
    /** What the engines need where the control groups are of two versions at once. */
    private static final String ENGINE = """
            [containers]
            default_ulimits=["nofile=1024:1024","nproc=1024:1024"]
            [engine]
            cgroup_manager="cgroupfs"
            events_logger="file"
            runtime="runc"
            """;

    @TempDir
    private Path folder = Path.of("");

    private final Deque<List<String>> leftovers = new ArrayDeque<>();

    @Test
    void runsInSmallReadOnlyContainerAndStopsInOrder() throws Exception {
        if (!isRoot() || !Stream.of("podman", "buildah", "runc", "mmdebstrap").allMatch(ImageTest::isThere)) {
            Skipping.skip("the image in a container: needs root and Debian's podman, buildah, runc and mmdebstrap");
        }
        run(PROJECT.resolve(".ci/base-image.sh").toString(), BASE);
        leftovers.push(List.of("podman", "rmi", "--force", "--ignore", IMAGE));
        run(PROJECT.resolve("sidelight").toString(), "image", "--base", BASE, "--tag", IMAGE);
        assertThat(inImage("sbom.json"))
                .contains("\"name\" : \"" + BASE + "\"", "\"version\" : \"sha256:", "\"OpenJDK\"")
                .doesNotContain("@BASE");
        assertThat(Long.parseLong(run("podman", "image", "inspect", "--format", "{{.Size}}", IMAGE)))
                .as("bytes, uncompressed")
                .isLessThan(LARGEST_BYTES);

        int port = BuiltAgent.freePort();
        String name = "sidelight-acceptance-" + port;
        leftovers.push(List.of("podman", "rm", "--force", "--ignore", name));
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder)) {
            run(
                    "podman",
                    "run",
                    "--detach",
                    "--name",
                    name,
                    "--network=host",
                    "--memory=128m",
                    "--cpus=0.25",
                    "--read-only",
                    "--read-only-tmpfs=false",
                    "--cap-drop=all",
                    "--user=12345:12345",
                    "--env",
                    "ECS_CONTAINER_METADATA_URI_V4=" + emulator.uri(),
                    "--env",
                    "SIDELIGHT_HTTP_HOST=127.0.0.1",
                    "--env",
                    "SIDELIGHT_HTTP_PORT=" + port,
                    IMAGE);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> get(port, "/health").statusCode() == 200);
            await().atMost(SOON)
                    .until(() -> get(port, "/metrics").body().contains("ecs_container_cpu_usage_seconds_total{"));
            assertThat(run("podman", "exec", name, "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"))
                    .startsWith("healthy: ")
                    .hasLineCount(1);
            assertThat(run("podman", "diff", name).lines())
                    .as("what was written, but for the engine's own entry of the user")
                    .allMatch(line -> line.matches("[AC] /etc(/group|/passwd)?"));
            assertThat(run("podman", "logs", name))
                    .contains(" answers on ")
                    .doesNotContain("cache of classes")
                    .doesNotContain("Picked up");
            run("podman", "stop", "--time", "10", name);
            assertThat(run("podman", "inspect", "--format", "{{.State.ExitCode}} {{.State.OOMKilled}}", name))
                    .isEqualTo("143 false");
        }
    }

    /** JUnit adds what fails here to what failed before, in place of hiding it. */
    @AfterEach
    void leaveNothing() throws Exception {
        Exception first = null;
        while (!leftovers.isEmpty()) {
            try {
                run(leftovers.pop().toArray(String[]::new));
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** A file of the image, read from a container that never starts. */
    private String inImage(String file) throws Exception {
        String name = "sidelight-acceptance-sbom";
        leftovers.push(List.of("podman", "rm", "--force", "--ignore", name));
        run("podman", "create", "--replace", "--name", name, IMAGE);
        run(
                "podman",
                "cp",
                name + ":/opt/sidelight/" + file,
                folder.resolve(file).toString());
        return Files.readString(folder.resolve(file));
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(SOON)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("containers.conf"), ENGINE);
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CONTAINERS_CONF",
                        configuration.toString(),
                        "SIDELIGHT_NO_BUILD",
                        "true",
                        "SIDELIGHT_IMAGE_TOOL",
                        "podman"));
        Process process = builder.start();
        if (!process.waitFor(4, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: "
                    + Files.readString(folder.resolve("errors.txt"), StandardCharsets.UTF_8));
        }
        String errors = command[1].equals("logs") ? Files.readString(folder.resolve("errors.txt")) : "";
        return (Files.readString(said, StandardCharsets.UTF_8) + errors).strip();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
