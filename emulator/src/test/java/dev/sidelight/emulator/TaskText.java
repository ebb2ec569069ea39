package dev.sidelight.emulator;

import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.network.NetworkChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The text of task definitions, piece by piece. */
final class TaskText {
    static final String SLEEP = "\"command\": [\"sleep\", \"1000\"]";
    static final String SIDE = ", \"essential\": false";

    private TaskText() {}

    /** On the host's interfaces, its output in {@code folder}. */
    static LiveOptions options(Path folder, String... containers) throws InvalidDefinition {
        String json = "{\"family\": \"test\", \"networkMode\": \"host\", \"containerDefinitions\": ["
                + String.join(",", containers) + "]}";
        return LiveOptions.of(DefinitionReader.read("test", json, Optional.of(LaunchType.EC2)), LaunchType.EC2)
                .sampledEvery(Duration.ofMillis(250))
                .with(NetworkChoice.HOST)
                .loggedTo(folder);
    }

    static String container(String name, String more) {
        return image(name, "busybox", more);
    }

    static String image(String name, String image, String more) {
        return "{\"name\": \"" + name + "\", \"image\": \"" + image + "\", " + more + "}";
    }

    static String shell(String script) {
        return "\"command\": [\"sh\", \"-c\", \"" + script + "\"]";
    }

    /** Every 5 s of ECS's time, and with all the time there may be unless {@code more} gives a timeout. */
    static String health(String command, String more) {
        String timeout = more.contains("timeout") ? "" : ", \"timeout\": 60";
        return ", \"healthCheck\": {\"command\": [" + command + "], \"interval\": 5" + timeout + more + "}";
    }

    static String after(String container, String condition) {
        return ", \"dependsOn\": [{\"containerName\": \"" + container + "\", \"condition\": \"" + condition + "\"}]";
    }
}
