package dev.sidelight.acceptance;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Live tasks to measure. */
final class Tasks {

    static final String IDLE = """
            {"family": "acceptance", "networkMode": "bridge", "requiresCompatibilities": ["EC2"],
             "containerDefinitions": [
               {"name": "app", "image": "busybox", "command": ["sleep", "1000"], "memory": 64}]}""";

    static final String WEB_AND_WORKER = """
            {"family": "acceptance", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
             "cpu": "1024", "memory": "2048",
             "containerDefinitions": [
               {"name": "web", "image": "sidelight/demo-web", "command": ["--port", "8080"]},
               {"name": "worker", "image": "sidelight/demo-worker", "command": ["--cpu", "0.5", "--memory", "32m"]}]}""";

    private Tasks() {}

    /** Starts a task that is sampled each second. */
    static Emulator start(String definition, LaunchType type, Path folder) throws Exception {
        return Emulator.live(LiveOptions.of(DefinitionReader.read("acceptance", definition, Optional.of(type)), type)
                .sampledEvery(Duration.ofSeconds(1))
                .loggedTo(folder));
    }
}
