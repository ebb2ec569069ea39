package dev.sidelight.agent.marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.health.CheckResult;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.TaskSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkersTest {

    private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private Observation observation =
            Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH);

    @Test
    void markerIsThereWhileTheContainerIsUnhealthyAndRefreshed() throws Exception {
        try (Markers markers = Markers.in(folder)) {
            markers.show(exit(3));
            Path marker = folder.resolve("job.unhealthy");
            await().until(() -> Files.exists(marker));
            assertThat(marker).hasContent("it has stopped with exit code 3");
            Files.setLastModifiedTime(marker, OLD);
            markers.show(exit(3));
            await().until(() -> Files.getLastModifiedTime(marker).compareTo(OLD) > 0);
            markers.show(exit(0));
            await().until(() -> Files.notExists(marker));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void markersOfAnEarlierRunGoAtTheStartAndOursAtTheEnd() throws Exception {
        Path left = Files.writeString(folder.resolve("app.unhealthy"), "left");
        Path other = Files.writeString(folder.resolve("notes.txt"), "not ours");
        try (Markers markers = Markers.in(folder)) {
            await().until(() -> Files.notExists(left));
            markers.show(exit(3));
            await().until(() -> Files.exists(folder.resolve("job.unhealthy")));
        }
        assertThat(folder.resolve("job.unhealthy")).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void observationAfterTheEndIsNotShown() throws Exception {
        Markers markers = Markers.in(folder);
        markers.close();
        markers.show(exit(3));
        markers.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void markerThatCannotBeWrittenKeepsNoRecoveredOne() throws Exception {
        Files.createDirectories(folder.resolve("job.unhealthy").resolve("in-the-way"));
        try (Markers markers = Markers.in(folder)) {
            Path recovered = Files.writeString(folder.resolve("app.unhealthy"), "recovered");
            markers.show(exit(3));
            await().until(() -> Files.notExists(recovered));
        }
    }

    @Test
    void markerThatCannotBeDeletedKeepsNoOther() throws Exception {
        for (int i = 0; i < 9; i++) { // in whatever order the folder lists them
            Files.createDirectories(folder.resolve(i + ".unhealthy").resolve("in-the-way"));
        }
        Path left = Files.writeString(folder.resolve("app.unhealthy"), "left");
        try (Markers markers = Markers.in(folder)) {
            await().until(() -> Files.notExists(left));
            markers.show(exit(3));
            await().until(() -> Files.exists(folder.resolve("job.unhealthy")));
        }
    }

    @Test
    void folderThatGoesAndComesBackIsWrittenToAgain() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        try (Markers markers = Markers.in(shared)) {
            Files.delete(shared);
            markers.show(exit(3));
            Files.createDirectory(shared);
            await().until(() -> {
                markers.show(exit(3));
                return Files.exists(shared.resolve("job.unhealthy"));
            });
        }
    }

    private Observation exit(int code) throws Exception {
        Moment now = observation.at().plus(Duration.ofSeconds(5));
        String task =
                "{\"TaskARN\":\"t\",\"Containers\":[{\"DockerId\":\"j\",\"Name\":\"job\",\"KnownStatus\":\"STOPPED\",\"ExitCode\":"
                        + code + "}]}";
        MeasuredTask measured = MeasuredTask.first(
                new TaskSnapshot(now, new Decoder().task(task.getBytes(StandardCharsets.UTF_8)), Optional.empty()));
        PathStatus up = PathStatus.UNKNOWN.succeeded(now);
        observation = observation.next(
                now, up, up, Optional.of(measured), observation.health().next(measured, CheckResult.Source.NONE));
        return observation;
    }
}
