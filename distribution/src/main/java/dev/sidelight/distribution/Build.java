package dev.sidelight.distribution;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Builds {@code agent/target/sidelight}: a Java runtime of the modules that are used, the jars, what starts the programs,
 * and for each a cache of its classes, trained on an emulated task. Always whole and anew: JDK 25.0.3 takes a cache for
 * other jars than it was made from (JDK-8377932), and would run their old code.
 */
public final class Build {

    /** In the image. */
    private static final Path IMAGE_HOME = Path.of("/opt/sidelight");

    private static final List<Program> PROGRAMS = List.of(Program.AGENT, Program.PROBE, Program.TASK_DEFINITIONS);
    private static final String MODULES = "java.base,java.logging,java.management,java.net.http,java.security.sasl,"
            + "jdk.management,jdk.unsupported";
    /** Caches hold the jars' times, and image layers all of them. */
    private static final FileTime FIXED = FileTime.from(Optional.ofNullable(System.getenv("SOURCE_DATE_EPOCH"))
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
            .orElse(Instant.parse("2026-11-21T00:00:00Z")));

    private Build() {}

    /** Takes the project's folder. */
    public static void main(String[] args) throws Exception {
        Path project = Path.of(args[0]).toRealPath();
        Path home = project.resolve("agent/target/sidelight");
        Path image = project.resolve("agent/target/image");
        delete(home);
        delete(image);
        Files.createDirectories(home.getParent());
        link(home);
        List<String> jars = copyJars(project.resolve("distribution/target/jars.txt"), home.resolve("jars"));
        copyRest(project, home);
        for (Program program : PROGRAMS) {
            Files.writeString(home.resolve(program.name()), program.argumentFile(home, jars, true));
        }
        setTimes(home);
        new Training(project, home, jars).run();
        setTimes(home);
        prepareImage(project, home, image, jars);
    }

    /** What an image is built from: the same files by other names, but for the arguments, which name their place. */
    private static void prepareImage(Path project, Path home, Path image, List<String> jars) throws IOException {
        Path target = image.resolve("root" + IMAGE_HOME);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(home.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
        for (Program program : PROGRAMS) {
            Path file = target.resolve(program.name());
            Files.delete(file);
            boolean cached = !program.equals(Program.TASK_DEFINITIONS); // 14 MB for what no task runs
            Files.writeString(file, program.argumentFile(IMAGE_HOME, jars, cached));
            if (!cached) {
                Files.delete(program.cache(target));
            }
            Files.delete(target.resolve("bin").resolve(program.name())); // there is no shell in it
        }
        setTimes(image);
        Sbom.read(home.resolve("sbom.json")).withBaseToName().write(image.resolve("sbom.json"));
        Files.copy(project.resolve("distribution/Dockerfile"), image.resolve("Dockerfile"));
    }

    private static void link(Path home) {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException("this Java has no jlink: a JDK is needed"));
        int code = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                home.toString());
        if (code != 0) {
            throw new IllegalStateException("jlink ended with " + code);
        }
    }

    /** In the order of the dependencies, ours first. */
    private static List<String> copyJars(Path list, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>();
        for (String jar : Files.readString(list).strip().split(":", -1)) {
            String name = String.valueOf(Path.of(jar).getFileName());
            Files.copy(Path.of(jar), folder.resolve(name));
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static void copyRest(Path project, Path home) throws IOException {
        Files.copy(project.resolve("docs/health-policy.schema.json"), home.resolve("health-policy.schema.json"));
        Files.copy(project.resolve("LICENSE"), home.resolve("LICENSE"));
        Sbom.read(project.resolve("distribution/target/sbom.json"))
                .withRuntime(MODULES)
                .write(home.resolve("sbom.json"));
        for (Program program : PROGRAMS) {
            Path script = home.resolve("bin").resolve(program.name());
            Files.copy(project.resolve("distribution/src/main/bin/start"), script);
            mode(script, true);
        }
    }

    private static void setTimes(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                mode(file, Files.isExecutable(file));
                Files.setLastModifiedTime(file, FIXED);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @SuppressWarnings("unused") IOException failure)
                    throws IOException {
                mode(visited, true);
                Files.setLastModifiedTime(visited, FIXED);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Whatever the builder's umask, the image's user reads them. */
    private static void mode(Path file, boolean executable) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @SuppressWarnings("unused") IOException failure)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
