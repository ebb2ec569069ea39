package dev.sidelight.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** A Prometheus server of its own, scraping one agent each second into a folder of the test's. */
final class RealPrometheus implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;

    private RealPrometheus(Process process, int port) {
        this.process = process;
        this.api = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=");
    }

    static void assumeInstalled() {
        try {
            new ProcessBuilder("promtool", "--version")
                    .redirectErrorStream(true)
                    .start()
                    .destroy();
        } catch (IOException e) {
            Skipping.skip("everything that needs a real Prometheus (Debian: apt-get install prometheus)");
        }
    }

    static RealPrometheus scraping(int agentPort, Path folder) throws IOException {
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: sidelight
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(agentPort));
        int port = BuiltAgent.freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        RealPrometheus prometheus = new RealPrometheus(process, port);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> prometheus.query("up").isPresent());
        return prometheus;
    }

    /** The first sample of an instant query. */
    OptionalDouble query(String promQl) throws IOException, InterruptedException {
        URI uri = URI.create(api + URLEncoder.encode(promQl, StandardCharsets.UTF_8));
        JsonNode answer =
                MAPPER.readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
        JsonNode value =
                answer.path("data").path("result").path(0).path("value").path(1);
        return value.isTextual() ? OptionalDouble.of(Double.parseDouble(value.textValue())) : OptionalDouble.empty();
    }

    /** What {@code promtool check metrics} has against a page. */
    static String lint(String page) throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(page.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return promtool.waitFor() == 0 ? said : said + "exit " + promtool.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        client.shutdownNow();
        process.onExit().join();
    }
}
