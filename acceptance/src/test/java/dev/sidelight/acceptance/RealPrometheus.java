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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A Prometheus server of its own, writing into a folder of the test's. */
final class RealPrometheus implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    private RealPrometheus(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
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
        RealPrometheus prometheus = start(folder, """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: sidelight
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(agentPort));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> prometheus.query("up").isPresent());
        return prometheus;
    }

    /** With this configuration; it need not answer yet. */
    static RealPrometheus start(Path folder, String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        int port = BuiltAgent.freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new RealPrometheus(process, port);
    }

    /** Where it answers. */
    URI address() {
        return address;
    }

    /** The values of a label of the series that match, as Grafana asks for them. */
    List<String> labelValues(String label, String match) throws IOException, InterruptedException {
        List<String> values = new ArrayList<>();
        ask("label/" + label + "/values?match[]=", match).path("data").forEach(value -> values.add(value.textValue()));
        return values;
    }

    /** The first sample of an instant query. */
    OptionalDouble query(String promQl) throws IOException, InterruptedException {
        JsonNode answer = ask("query?query=", promQl);
        JsonNode value =
                answer.path("data").path("result").path(0).path("value").path(1);
        return value.isTextual() ? OptionalDouble.of(Double.parseDouble(value.textValue())) : OptionalDouble.empty();
    }

    private JsonNode ask(String path, String promQl) throws IOException, InterruptedException {
        String encoded = path.replace("[]", "%5B%5D") + URLEncoder.encode(promQl, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/api/v1/" + encoded)).build();
        return MAPPER.readTree(client.send(request, BodyHandlers.ofString()).body());
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
