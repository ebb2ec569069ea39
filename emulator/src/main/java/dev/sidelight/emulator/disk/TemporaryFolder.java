package dev.sidelight.emulator.disk;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes with what it was made for, and all that is in it; closing deletes it. */
public record TemporaryFolder(Path root) implements AutoCloseable {
    public static TemporaryFolder create(String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(prefix));
    }

    /** A folder within, made when it is not there. */
    public Path of(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** The size of all files under a folder. */
    public static long bytesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // somebody deleted a folder meanwhile
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
        } catch (IOException | UncheckedIOException e) {
            System.err.println(root + " is left behind: " + e.getMessage());
        }
    }
}
