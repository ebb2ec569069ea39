package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime that is shipped: its own Java, started without a shell, with caches of the classes that are in the jars. */
class RuntimeTest {

    private static final Path HOME = BuiltAgent.DISTRIBUTION;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void bothProgramsRunTheCodeThatIsInTheJars() throws Exception {
        String inTheJar = buildIdOfTheJar();
        assertThat(said(HOME.resolve("bin/agent"), "--version")).endsWith(" build " + inTheJar + "\n");
        assertThat(said(HOME.resolve("bin/health-probe"), "--version")).endsWith(" build " + inTheJar + "\n");
    }

    @Test
    void javaAndTheArgumentFileAreEnoughInAnyFolder() throws Exception {
        assertThat(said(HOME.resolve("bin/java"), "@" + HOME.resolve("agent"), "--version"))
                .startsWith("sidelight agent ");
    }

    @Test
    void listOfPartsNamesTheJavaThatIsShipped() throws Exception {
        String version = said(HOME.resolve("bin/java"), "-XshowSettings:properties", "--version")
                .lines()
                .filter(line -> line.contains("java.runtime.version = "))
                .map(line -> line.substring(line.indexOf("= ") + 2))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(HOME.resolve("sbom.json")))
                .contains("\"name\" : \"OpenJDK\"", "\"version\" : \"" + version + "\"");
    }

    @Test
    void cacheIsInUse() throws Exception {
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
                BuiltAgent agent = BuiltAgent.start(emulator.uri(), Map.of())) {
            agent.awaitHealthy();
            assertThat(agent.log()).noneMatch(line -> line.contains("cache of classes"));
        }
    }

    @Test
    void withoutItsCacheItStartsAndSaysSoOnce() throws Exception {
        Path arguments = folder.resolve("agent");
        Files.writeString(arguments, Files.readString(HOME.resolve("agent")).replace("agent.aot", "missing.aot"));
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
                BuiltAgent agent =
                        BuiltAgent.start(emulator.uri(), Map.of(), HOME.resolve("bin/java"), "@" + arguments)) {
            agent.awaitHealthy();
            assertThat(agent.log().stream().filter(line -> line.contains("cache")))
                    .singleElement()
                    .asString()
                    .contains("WARNING agent: runs without its cache of classes, ", "missing.aot");
        }
    }

    @Test
    void damagedCacheCostsTheProbeNoLine() throws Exception {
        Path cache = folder.resolve("damaged.aot");
        Files.writeString(cache, "no cache");
        Path arguments = folder.resolve("health-probe");
        Files.writeString(
                arguments,
                Files.readString(HOME.resolve("health-probe"))
                        .replace(HOME.resolve("health-probe.aot").toRealPath().toString(), cache.toString()));
        assertThat(said(HOME.resolve("bin/java"), "@" + arguments, "--url", "http://127.0.0.1:1"))
                .startsWith("unhealthy: no connection to http://127.0.0.1:1/health")
                .hasLineCount(1);
    }

    @Test
    void movedDistributionSaysWhatToDo() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("moved/bin"));
        Files.copy(HOME.resolve("bin/agent"), bin.resolve("agent"));
        Files.copy(HOME.resolve("agent"), folder.resolve("moved/agent"));
        assertThat(said(Path.of("/bin/sh"), bin.resolve("agent").toString()))
                .contains("was moved from where it was built", "./sidelight build");
    }

    private static String buildIdOfTheJar() throws Exception {
        try (Stream<Path> jars = Files.list(HOME.resolve("jars"))) {
            Path jar = jars.filter(file -> String.valueOf(file.getFileName()).startsWith("task-metadata-"))
                    .findFirst()
                    .orElseThrow();
            try (URLClassLoader classes =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
                return String.valueOf(classes.loadClass("dev.sidelight.text.BuildId")
                        .getMethod("value")
                        .invoke(null));
            }
        }
    }

    /** What a command prints, started in the root folder. */
    private static String said(Path program, String... arguments) throws Exception {
        ProcessBuilder builder = BuiltAgent.command(program, Map.of(), arguments);
        Process process = builder.directory(Path.of("/").toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
