package dev.sidelight.emulator.demo;

import dev.sidelight.dashboards.TaskDashboard;
import dev.sidelight.dashboards.report.Choices;
import dev.sidelight.dashboards.report.Prometheus;
import dev.sidelight.dashboards.report.Prometheus.Series;
import dev.sidelight.dashboards.report.Report;
import dev.sidelight.dashboards.report.ReportPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The task dashboard drawn into a file from the demo's Prometheus, anew every few seconds, and a last time at the end.
 *
 * @param since the beginning of what is drawn
 * @param said whether it is drawn
 */
record Panels(PrometheusRun run, Prometheus prometheus, Path file, Instant since, Said said) implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Duration RATE = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    static Panels of(PrometheusRun run, Path file) {
        return new Panels(run, new Prometheus(run.uri()), file, Instant.now(), new Said(System.err));
    }

    /** Until it is interrupted. */
    void drawOnAndOn() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                draw(Optional.of(EACH));
                Thread.sleep(EACH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The last one stands still, and is written while Prometheus is still there. */
    @Override
    public void close() {
        try {
            draw(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            prometheus.close();
        }
    }

    private void draw(Optional<Duration> reload) throws InterruptedException {
        Instant now = Instant.now();
        try {
            List<Series> tasks = prometheus.at("ecs_task_metadata_info", now.getEpochSecond());
            if (!tasks.isEmpty()) {
                String task =
                        Objects.requireNonNullElse(tasks.getFirst().labels().get("task_id"), "");
                Choices choices = Choices.ofTask("sidelight", instance(tasks.getFirst()), task, RATE);
                ReportPage.write(
                        new Report(prometheus, choices, now, length(now)).of(TaskDashboard.DASHBOARD), reload, file);
            }
            said.drawn();
        } catch (IOException e) {
            if (run.started().isAlive()) { // else the demo ends, or says so
                said.notDrawn(e);
            }
        }
    }

    private Duration length(Instant now) {
        Duration running = Duration.between(since, now);
        return running.compareTo(SHORTEST) < 0 ? SHORTEST : running.compareTo(LONGEST) > 0 ? LONGEST : running;
    }

    private static String instance(Series series) {
        return Objects.requireNonNullElse(series.labels().get("instance"), "");
    }
}
