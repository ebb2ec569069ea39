package dev.sidelight.dashboards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with Grafana's own packages from npm, installed once for all tests; they are left out where there is no npm. */
final class GrafanaNode {

    private static final Path SOURCES = Path.of("src/test/grafana");
    private static final Path FOLDER = Path.of("target/grafana");

    private GrafanaNode() {}

    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.writeString(FOLDER.resolve(file.getFileName()), Files.readString(file));
            }
        }
        if (installed()) {
            return;
        }
        String said;
        try {
            said = run("npm", "ci", "--no-audit", "--no-fund");
        } catch (IOException e) {
            said = "there is no npm (Debian: apt-get install npm)";
        }
        if (!installed()) {
            Skipping.skip("the dashboards against Grafana's own packages: " + said);
        }
    }

    /** Puts a file beside them. */
    static void write(String file, String text) throws IOException {
        Files.writeString(FOLDER.resolve(file), text);
    }

    /** What a command says there, its errors among its output. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static boolean installed() {
        return Files.isRegularFile(FOLDER.resolve("node_modules/.package-lock.json"));
    }
}
