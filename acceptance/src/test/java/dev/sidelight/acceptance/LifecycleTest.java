package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.LaunchType;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the built commands start and stop, and what they say to a user's mistake. */
class LifecycleTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v4/nowhere");

    /** What a command printed, and its exit code. */
    private record Run(int code, String said) {}

    @Test
    void sigtermStopsItWithinTwoSeconds() throws Exception {
        try (BuiltAgent agent = BuiltAgent.start(NOWHERE, Map.of())) {
            awaitLog(agent, " answers on ");
            long start = System.nanoTime();
            assertThat(agent.terminate()).isIn(0, 143);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(2);
        }
    }

    @Test
    void noAnswerIsCutOffByStopping(@TempDir Path folder) throws Exception {
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
                BuiltAgent agent = BuiltAgent.start(emulator.uri(), Map.of())) {
            agent.awaitHealthy();
            List<String> answers = new CopyOnWriteArrayList<>();
            Thread scraper = Thread.ofVirtual().start(() -> scrapeUntilRefused(agent.port(), answers));
            await().until(() -> answers.size() > 20);
            agent.terminate();
            scraper.join();
            assertThat(answers).allSatisfy(answer -> {
                if (answer.startsWith("HTTP/1.1 200")) {
                    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8))
                            .hasSize(contentLength(answer));
                } else {
                    assertThat(answer).as("no answer at all").matches("(?s)|HTTP/1.1 500 .*");
                }
            });
        }
    }

    @Test
    void missingEndpointIsExplained() throws Exception {
        Run run = run("agent", Map.of());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.said())
                .hasLineCount(1)
                .contains("ECS_CONTAINER_METADATA_URI_V4 is not set", "too old", "./sidelight demo");
    }

    @Test
    void allFaultsAreSaidAtOnce() throws Exception {
        Run run = run(
                "agent",
                Map.of(
                        "ECS_CONTAINER_METADATA_URI_V4", "169.254.170.2",
                        "SIDELIGHT_HTTP_PORT", "none",
                        "SIDELIGHT_POLL_INTERVAL", "\"5s\""));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.said())
                .hasLineCount(3)
                .contains("ECS_CONTAINER_METADATA_URI_V4", "SIDELIGHT_HTTP_PORT", "quotes are part of the value");
    }

    @Test
    void takenPortNamesTheVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = run(
                    "agent",
                    Map.of(
                            "ECS_CONTAINER_METADATA_URI_V4", NOWHERE.toString(),
                            "SIDELIGHT_HTTP_HOST", "127.0.0.1",
                            "SIDELIGHT_HTTP_PORT", Integer.toString(taken.getLocalPort())));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.said())
                    .hasLineCount(1)
                    .contains("Port " + taken.getLocalPort() + " is taken", "SIDELIGHT_HTTP_PORT");
        }
    }

    @Test
    void misspeltVariableIsAWarningAlsoInHealth() throws Exception {
        try (BuiltAgent agent = BuiltAgent.start(NOWHERE, Map.of("SIDELIGHT_HTTP_PROT", "1"))) {
            awaitLog(agent, "did you mean SIDELIGHT_HTTP_PORT?");
            awaitLog(agent, " answers on ");
            assertThat(agent.get("/health").body()).contains("did you mean SIDELIGHT_HTTP_PORT?");
        }
    }

    @Test
    void logsAreJsonOnRequest() throws Exception {
        try (BuiltAgent agent = BuiltAgent.start(NOWHERE, Map.of("SIDELIGHT_LOG_FORMAT", "json"))) {
            awaitLog(agent, " answers on ");
            assertThat(agent.log())
                    .allSatisfy(
                            line -> assertThat(line).startsWith("{\"time\":").endsWith("}"));
        }
    }

    @Test
    void commandsSayTheirVersionAndTheirUse() throws Exception {
        assertThat(run("agent", Map.of(), "--version").said())
                .matches("sidelight agent 0\\.1\\.0 build [0-9a-f]{12}\n");
        assertThat(run("health-probe", Map.of(), "--version").said())
                .matches("health-probe 0\\.1\\.0 build [0-9a-f]{12}\n");
        assertThat(run("agent", Map.of(), "--help").said()).contains("SIDELIGHT_POLL_INTERVAL", "Exit codes");
        assertThat(run("health-probe", Map.of(), "--help").said()).contains("--timeout", "Exit codes");
        assertThat(run("agent", Map.of(), "--verbose").code()).isEqualTo(2);
    }

    @Test
    void probeTellsTheAgentsHealth(@TempDir Path folder) throws Exception {
        try (Emulator emulator = Tasks.start(Tasks.IDLE, LaunchType.EC2, folder);
                BuiltAgent agent = BuiltAgent.start(emulator.uri(), Map.of())) {
            agent.awaitHealthy();
            Map<String, String> variables = Map.of("SIDELIGHT_HTTP_PORT", Integer.toString(agent.port()));
            assertThat(run("health-probe", variables)).satisfies(run -> {
                assertThat(run.code()).isZero();
                assertThat(run.said()).startsWith("healthy: ").hasLineCount(1);
            });
            agent.terminate();
            assertThat(run("health-probe", variables)).satisfies(run -> {
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.said()).startsWith("unhealthy: no connection").hasLineCount(1);
            });
        }
    }

    private static void awaitLog(BuiltAgent agent, String text) {
        await().until(() -> agent.log().stream().anyMatch(line -> line.contains(text)));
    }

    private static Run run(String command, Map<String, String> variables, String... args) throws Exception {
        Process process = BuiltAgent.command(command, variables, args).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private static void scrapeUntilRefused(int port, List<String> answers) {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                answers.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (ConnectException e) {
                return;
            } catch (IOException e) {
                answers.add("");
            }
        }
    }

    private static int contentLength(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElseThrow();
    }
}
