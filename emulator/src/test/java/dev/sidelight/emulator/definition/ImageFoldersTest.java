package dev.sidelight.emulator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageFoldersTest {
    private static final ImageFolders FOLDERS = new ImageFolders(
            Map.of("/app", Path.of("/src/app"), "/app/deep", Path.of("/deep"), "/opt/sidelight", Path.of("/dist")));

    @Test
    void folderIsFoundWhereItBeginsAPath() {
        assertThat(FOLDERS.in("/app/app.js")).isEqualTo("/src/app/app.js");
        assertThat(FOLDERS.in("@/opt/sidelight/agent -cp /app:/app/deep/x"))
                .isEqualTo("@/dist/agent -cp /src/app:/deep/x");
        assertThat(FOLDERS.in("test -e '/app' || exit 1")).isEqualTo("test -e '/src/app' || exit 1");
    }

    @Test
    void folderIsNotFoundWithinAnotherPath() {
        for (String other : List.of("/apps/x", "/usr/app/x", "http://127.0.0.1/app", "./app", "/app-1", "/app.js")) {
            assertThat(FOLDERS.in(other)).isEqualTo(other);
        }
    }

    @Test
    void commandsAndHealthChecksAreFoundHere() throws InvalidDefinition {
        ContainerDefinition here = FOLDERS.in(definition("""
                "command": ["node", "/app/x.js"], "workingDirectory": "/app",
                "healthCheck": {"command": ["CMD", "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"]}""")).containers().getFirst();
        assertThat(here.command()).containsExactly("node", "/src/app/x.js");
        assertThat(here.workingDirectory()).contains("/src/app");
        assertThat(here.healthCheck().map(HealthCheck::command))
                .contains(List.of("/dist/bin/java", "@/dist/health-probe"));
    }

    @Test
    void sidecarRunsTheBuiltAgentUnlessSomethingElseIsGiven() throws InvalidDefinition {
        TaskDefinition sidecar = definition("\"dockerLabels\": {\"dev.sidelight.version\": \"0.1.0\"}");
        assertThat(FOLDERS.commands(sidecar, Map.of())).isEqualTo(Map.of("a", "/dist/bin/java @/dist/agent"));
        assertThat(FOLDERS.commands(sidecar, Map.of("a", "node /app/x.js")))
                .isEqualTo(Map.of("a", "node /src/app/x.js"));
        assertThat(FOLDERS.commands(sidecar, Map.of("i:1", "sleep 1"))).isEqualTo(Map.of("i:1", "sleep 1"));
        assertThat(new ImageFolders(Map.of()).commands(sidecar, Map.of())).isEmpty();
        assertThat(FOLDERS.commands(definition("\"cpu\": 1"), Map.of())).isEmpty();
    }

    private static TaskDefinition definition(String more) throws InvalidDefinition {
        return DefinitionReader.read(
                "test",
                "{\"family\": \"f\", \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"i:1\", " + more + "}]}",
                Optional.of(LaunchType.EC2));
    }
}
