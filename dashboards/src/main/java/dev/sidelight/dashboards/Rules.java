package dev.sidelight.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recording rules and the alerts, for a Prometheus. */
public final class Rules {

    private static final List<String> FILES = List.of("recording.yml", "alerts.yml");

    private Rules() {}

    /** Copies them into a folder, which is made where it is not there. */
    public static void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : FILES) {
            try (InputStream in = Rules.class.getResourceAsStream("rules/" + file)) {
                if (in == null) {
                    throw new IOException("the jar lacks " + file);
                }
                Files.write(folder.resolve(file), in.readAllBytes());
            }
        }
    }
}
