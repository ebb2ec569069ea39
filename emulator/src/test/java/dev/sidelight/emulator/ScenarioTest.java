package dev.sidelight.emulator;

import static dev.sidelight.emulator.LiveView.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import dev.sidelight.emulator.scenario.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void taskAndPolicyAreReadAndSayWhatWillBeSeen(Scenario scenario) throws Exception {
        assertThat(scenario.definition(LaunchType.FARGATE, 9000).containers())
                .isNotEmpty()
                .first()
                .satisfies(web -> assertThat(web.command()).contains("9000"));
        assertThat(MAPPER.readTree(scenario.policy("http://10.0.0.1:9000")).toString())
                .doesNotContain("${");
        assertThat(scenario.about()).isNotBlank();
        assertThat(Scenario.of(scenario.label())).hasValue(scenario);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void programsRun(Scenario scenario) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        TaskDefinition definition = scenario.definition(LaunchType.FARGATE, freePort());
        LiveOptions options = LiveOptions.of(definition, LaunchType.FARGATE)
                .sampledEvery(Duration.ofMillis(250))
                .with(NetworkChoice.HOST)
                .faster(scenario.timesFaster())
                .loggedTo(folder);
        try (LiveView view = LiveView.of(options)) {
            for (ContainerDefinition container : definition.containers()) {
                await().atMost(SOON).until(() -> hasRun(view, container.name()));
                assertThat(view.known(container.name())).isEqualTo("RUNNING");
            }
        }
    }

    @Test
    void listHasALineForEach() {
        assertThat(Scenario.list().lines())
                .hasSameSizeAs(Arrays.asList(Scenario.values()))
                .anySatisfy(line -> assertThat(line).contains("crash-loop", "restart loop"));
        assertThat(Scenario.of("leek")).isEmpty();
    }

    /** For longer than a program takes to refuse its flags. */
    private static boolean hasRun(LiveView view, String container) throws IOException {
        JsonNode read = view.stats(container).path("read");
        return read.isTextual()
                && Instant.parse(read.asText())
                        .isAfter(view.time(container, "StartedAt").plusSeconds(2));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
