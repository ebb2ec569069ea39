package dev.sidelight.emulator.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The task's own disk: a temporary folder with one for each container; closing deletes it. */
record TaskFolder(Path root) implements AutoCloseable {
    static TaskFolder create() throws IOException {
        return new TaskFolder(Files.createTempDirectory("sidelight-task"));
    }

    Path of(String container) throws IOException {
        return Files.createDirectories(root.resolve(container));
    }

    long usedMib() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toFile).mapToLong(java.io.File::length).sum() >> 20;
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // a container deleted a folder meanwhile
        }
    }

    @Override
    public void close() {
        if (Files.notExists(root)) {
            return; // closed before
        }
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println(root + " is left behind: " + e.getMessage());
        }
    }
}
