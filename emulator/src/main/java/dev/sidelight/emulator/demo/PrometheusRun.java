package dev.sidelight.emulator.demo;

import dev.sidelight.dashboards.Rules;
import dev.sidelight.emulator.sidecar.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Prometheus of the machine's, with Sidelight's rules, scraping the demo's agent; its numbers go with the demo. */
record PrometheusRun(Process started, int port) implements AutoCloseable {
    private static final String INSTALL =
            "there is no prometheus on the PATH, which --dashboards needs (Debian: apt-get install prometheus)";
    private static final int DEFAULT_PORT = 9090;
    private static final int PATIENCE_SECONDS = 5;

    static PrometheusRun start(int agentPort, Path logs) throws IOException {
        Rules.writeTo(logs.resolve("rules"));
        Path configuration = Files.writeString(logs.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, evaluation_interval: 5s}
                rule_files: ['rules/*.yml']
                scrape_configs:
                - job_name: sidelight
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(agentPort));
        int port = FreePort.isFree(DEFAULT_PORT) ? DEFAULT_PORT : FreePort.any();
        ProcessBuilder builder = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + logs.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("prometheus.log").toFile());
        try {
            return new PrometheusRun(builder.start(), port);
        } catch (IOException e) {
            throw new IOException(INSTALL, e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        started.destroy();
        try {
            if (!started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                started.destroyForcibly();
            }
        } catch (InterruptedException e) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
