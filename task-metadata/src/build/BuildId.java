import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the source of {@code dev.sidelight.text.BuildId}: a digest of all that the shipped jars are compiled from. The
 * digest is in the code itself, so that a program which runs old code out of a stale cache says so.
 */
public final class BuildId {

    private static final int DIGITS = 12;
    private static final List<String> NOT_SHIPPED = List.of("emulator", "acceptance", "benchmarks");

    private BuildId() {}

    /** Takes the project's folder and the one to write the source to. */
    public static void main(String[] args) throws Exception {
        Path project = Path.of(args[0]).toRealPath();
        Path source = Path.of(args[1], "dev/sidelight/text/BuildId.java");
        String text = """
                package dev.sidelight.text;

                /** Which sources this was built from. */
                public final class BuildId {

                    private BuildId() {}

                    /** A digest of them, in hexadecimal. A method, since a constant would be copied into other classes. */
                    public static String value() {
                        return "%s";
                    }
                }
                """.formatted(digest(project));
        if (!Files.exists(source) || !Files.readString(source).equals(text)) {
            Files.createDirectories(source.getParent());
            Files.writeString(source, text);
        }
    }

    private static String digest(Path project) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : sources(project)) {
            digest.update(project.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static List<Path> sources(Path project) throws IOException {
        try (Stream<Path> modules = Files.list(project)) {
            Stream<Path> shipped = modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .filter(module -> !NOT_SHIPPED.contains(module.getFileName().toString()))
                    .flatMap(module -> Stream.concat(Stream.of(module.resolve("pom.xml")), files(module.resolve("src/main"))));
            return Stream.concat(Stream.of(project.resolve("pom.xml")), shipped).sorted().toList();
        }
    }

    private static Stream<Path> files(Path folder) {
        try {
            return Files.exists(folder) ? Files.walk(folder).filter(Files::isRegularFile) : Stream.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
