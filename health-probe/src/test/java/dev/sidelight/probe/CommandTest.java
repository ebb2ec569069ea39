package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a JVM of its own. */
class CommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void usualWayLoadsNoHttpClientAndNoJsonLibrary() throws Exception {
        try (FakeServer server = FakeServer.saying(
                "HTTP/1.1 503 X\r\nContent-Length: 39\r\n\r\n{\"verdict\":\"unhealthy\",\"reason\":\"sick\"}")) {
            Path loaded = folder.resolve("loaded.txt");
            Run run = run(List.of("-Xlog:class+load:file=" + loaded), "--url", server.url(), "--container", "app");
            assertThat(run.out()).isEqualTo("unhealthy: sick\n");
            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isEqualTo(1);
            assertThat(Files.readString(loaded))
                    .contains("dev.sidelight.probe.Main")
                    .doesNotContain("java.net.http.")
                    .doesNotContain("HttpURLConnection")
                    .doesNotContain("com.fasterxml.")
                    .doesNotContain("dev.sidelight.health.");
        }
    }

    @Test
    void wrongCallIsOneLineAndExitCode1() throws Exception {
        Run run = run(List.of(), "--contaner", "app");
        assertThat(run.out())
                .isEqualTo("health-probe was called wrongly: there is no option --contaner; did you mean --container?;"
                        + " there is no option app (there are --container, --task, --direct, --url, --timeout, --json,"
                        + " --help, --version)\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void agentThatIsNotThereIs1ForItselfAnd0ForASibling() throws Exception {
        String url = "http://127.0.0.1:" + FakeServer.closedPort();
        assertThat(run(List.of(), "--url", url).exit()).isEqualTo(1);
        Run sibling = run(List.of(), "--url", url, "--container", "app", "--json");
        assertThat(sibling.exit()).isZero();
        assertThat(sibling.out())
                .startsWith("{\"healthy\":true,\"verdict\":\"unknown\",\"reason\":\"no connection to ");
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        Run run = run(List.of(), "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("--container", "--task", "--direct", "--url", "--timeout", "--json", "Exit codes");
    }

    private record Run(int exit, String out, String err) {}

    private Run run(List<String> options, String... args) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.sidelight.probe.Main"));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
