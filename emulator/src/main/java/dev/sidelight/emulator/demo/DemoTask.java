package dev.sidelight.emulator.demo;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.endpoint.Addresses;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.proc.ProcFiles;
import dev.sidelight.emulator.replay.Recording;
import dev.sidelight.emulator.scenario.Scenario;
import dev.sidelight.emulator.sidecar.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The task that the demo observes: a web server and a worker, from a task definition. */
record DemoTask(Emulator emulator, int webPort) {
    private static final String DEFINITION = "task-definition.json";
    private static final String WEB_PORT = "8080";
    private static final int NONE = 0;

    /** The web server moves to a free port where the host's port 8080 is taken. */
    static DemoTask start(LaunchType launchType, Optional<Scenario> scenario, Path logs)
            throws IOException, InvalidDefinition {
        if (!ProcFiles.available()) {
            System.out.println("no /proc to measure processes with: the built-in recording stands in for the task");
            return new DemoTask(Emulator.replay(Recording.builtIn(), true, Addresses.LOOPBACK), NONE);
        }
        int port = FreePort.isFree(Integer.parseInt(WEB_PORT)) ? Integer.parseInt(WEB_PORT) : FreePort.any();
        TaskDefinition definition =
                scenario.isPresent() ? scenario.get().definition(launchType, port) : definition(launchType, port);
        return new DemoTask(
                Emulator.live(LiveOptions.of(definition, launchType)
                        .sampledEvery(Duration.ofSeconds(1))
                        .in("demo", Optional.of("demo"))
                        .faster(scenario.map(Scenario::timesFaster).orElse(1))
                        .loggedTo(logs)),
                port);
    }

    /** Whether there is a web server to load; a recording has none and is stepped instead. */
    boolean isLive() {
        return webPort != NONE;
    }

    String webAddress() {
        return "http://" + emulator.hostOf("web") + ":" + webPort;
    }

    private static TaskDefinition definition(LaunchType launchType, int port) throws IOException, InvalidDefinition {
        String json = definition().replace(WEB_PORT, Integer.toString(port));
        return DefinitionReader.read(DEFINITION, json, Optional.of(launchType));
    }

    private static String definition() throws IOException {
        try (var in = DemoTask.class.getResourceAsStream(DEFINITION)) {
            if (in == null) {
                throw new IOException("the jar lacks " + DEFINITION);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
