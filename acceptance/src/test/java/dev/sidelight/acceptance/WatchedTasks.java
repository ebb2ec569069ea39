package dev.sidelight.acceptance;

import dev.sidelight.acceptance.IllTasks.Change;
import dev.sidelight.dashboards.report.Choices;
import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.fault.Fault;
import dev.sidelight.emulator.fault.FaultPath;
import dev.sidelight.emulator.live.LiveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tasks to look at on dashboards, with the built agent beside each. */
final class WatchedTasks {

    private static final Duration RATE_INTERVAL = Duration.ofSeconds(10);

    /** Where an exit code decides the container's health. */
    private static final String TASK = """
            {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
             "cpu": "1024", "memory": "2048",
             "containerDefinitions": [
               {"name": "web", "image": "sidelight/demo-web", "command": ["--port", "PORT"],
                "healthCheck": {"command": ["CMD-SHELL", "exit CODE"], "interval": 5, "retries": 1}},
               {"name": "worker", "image": "sidelight/demo-worker", "essential": false, "memory": 256,
                "command": ["--cpu", "0.1", "--memory", "16m", "--disk", "1m"],
                "restartPolicy": {"enabled": true, "ignoredExitCodes": [137]}}]}""";

    /** Fails on what the emulator counts as used from the start. */
    private static final Map<String, String> STORAGE_IS_FULL = Map.of(
            "SIDELIGHT_HEALTH_POLICY", "{\"default\": {\"ephemeralStorage\": {\"above\": 0.001, \"for\": \"1s\"}}}");

    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Watched> tasks = new LinkedHashMap<>();

    /** A task, its sidecar, what is chosen on a dashboard to see it, and what befalls it once Prometheus knows it. */
    record Watched(BuiltAgent agent, Choices choices, Change onset) {}

    WatchedTasks(Path folder) {
        this.folder = folder;
    }

    /** By name: a healthy one, an ill one, a recorded one that publishes to CloudWatch, and one whose endpoint fails. */
    Map<String, Watched> start() throws Exception {
        add("well", live("well", 0), Map.of(), Change.NONE);

        Emulator ill = live("ill", 1);
        add("ill", ill, STORAGE_IS_FULL, () -> {
            for (long pid : ill.pidsOf("worker")) {
                new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
            }
        });

        StandInCloudWatch cloudWatch = keep(new StandInCloudWatch()).taking();
        Emulator recorded = keep(RecordedTask.well("1".repeat(32), "recorded")).emulator();
        add("recorded", recorded, cloudWatch.variables(), Change.NONE);

        Emulator unreachable =
                keep(RecordedTask.ill("2".repeat(32), "unreachable")).emulator();
        add("unreachable", unreachable, Map.of(), () -> unreachable.set(Fault.SERVER_ERROR, FaultPath.STATS));

        tasks.values().forEach(one -> one.agent().awaitHealthy());
        return Map.copyOf(tasks);
    }

    private Emulator live(String service, int exitCode) throws Exception {
        String json = TASK.replace("PORT", Integer.toString(BuiltAgent.freePort()))
                .replace("CODE", Integer.toString(exitCode));
        TaskDefinition task = DefinitionReader.read("acceptance", json, Optional.of(LaunchType.FARGATE));
        return keep(Emulator.live(LiveOptions.of(task, LaunchType.FARGATE)
                .in("prod", Optional.of(service))
                .sampledEvery(Duration.ofSeconds(1))
                .faster(5)
                .loggedTo(Files.createDirectory(folder.resolve(service)))));
    }

    private void add(String name, Emulator emulator, Map<String, String> variables, Change onset) throws IOException {
        BuiltAgent agent = keep(BuiltAgent.start(emulator.uri(), variables));
        TaskNames names = TaskNames.of(emulator);
        Map<String, String> chosen = Map.of(
                "cluster",
                names.cluster(),
                "service",
                names.service(),
                "task",
                names.task(),
                "job",
                "sidelight",
                "instance",
                "127.0.0.1:" + agent.port(),
                "container",
                ".*");
        tasks.put(name, new Watched(agent, new Choices(chosen, RATE_INTERVAL), onset));
    }

    private <T extends AutoCloseable> T keep(T one) {
        started.push(one);
        return one;
    }

    /** Ends them, the last first. */
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }
}
