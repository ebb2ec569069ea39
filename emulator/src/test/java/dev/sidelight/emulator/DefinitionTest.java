package dev.sidelight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    @Test
    void allFaultsAreNamedAtOnce() {
        String json =
                "{\"networkMode\": \"bridge\", \"containerDefinitions\": [{\"image\": \"x\", \"cpu\": \"many\"}]}";
        assertThatThrownBy(() -> DefinitionReader.read("task.json", json, Optional.of(LaunchType.FARGATE)))
                .hasMessageContainingAll(
                        "family is missing",
                        "FARGATE needs awsvpc",
                        "task.json: cpu is missing",
                        "task.json: containerDefinitions[0].name is missing",
                        "task.json: containerDefinitions[0].cpu is \"many\"");
    }

    @Test
    void commandNamesTheValidFaults() {
        StringWriter said = new StringWriter();
        int status = Main.commandLine().setErr(new PrintWriter(said)).execute("--replay", "nowhere", "--fault", "stal");
        assertThat(status).isEqualTo(2);
        assertThat(said.toString()).contains("unknown fault \"stal\"", "stall-body");
    }

    @Test
    void missingRecordingIsAnError() {
        assertThat(Main.commandLine().execute("--replay", "nowhere")).isEqualTo(2);
    }
}
