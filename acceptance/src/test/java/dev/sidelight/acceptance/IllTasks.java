package dev.sidelight.acceptance;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.fault.Fault;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tasks that each ail from something, with the built agent beside each, and what ends it. */
final class IllTasks {

    private static final String CLUSTER = "prod";

    /** A worker that reaches its limit in some hundred seconds, in a task that another container makes nearly full. */
    private static final String LEAK = """
            {"family": "orders", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
             "cpu": "1024", "memory": "680",
             "containerDefinitions": [
               {"name": "leaker", "image": "sidelight/demo-worker", "essential": false, "memory": 640,
                "command": ["--cpu", "0.05", "--memory", "330m", "--leak", "2500k"]},
               {"name": "cache", "image": "sidelight/demo-worker", "command": ["--cpu", "0.01", "--memory", "64m"]}]}""";

    /** A worker that takes more CPU than the task has, and whose health check asks for a file. */
    private static final String BUSY = """
            {"family": "nightly", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
             "cpu": "256", "memory": "512",
             "containerDefinitions": [
               {"name": "busy", "image": "sidelight/demo-worker", "cpu": 256, "command": ["--cpu", "0.35"],
                "healthCheck": {"command": ["CMD-SHELL", "test -e FILE"], "interval": 5, "retries": 1}}]}""";

    private static final Map<String, String> STORAGE_RULE = Map.of(
            "SIDELIGHT_HEALTH_POLICY",
            "{\"default\": {\"ephemeralStorage\": {\"above\": 0.9, \"for\": \"1s\", \"recover\": \"1s\"}}}");

    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Illness> illnesses = new LinkedHashMap<>();

    /** How an illness begins or ends. */
    @FunctionalInterface
    interface Change {
        /** For what comes by itself. */
        Change NONE = () -> {};

        void run() throws Exception;
    }

    /** A task that ails: its names, its sidecar, how that begins once Prometheus knows the task, and how it ends. */
    record Illness(TaskNames names, BuiltAgent agent, Change onset, Change cure) {}

    IllTasks(Path folder) {
        this.folder = folder;
    }

    /** All of them, by name. */
    Map<String, Illness> start() throws Exception {
        RecordedTask recorded = keep(RecordedTask.ill("1".repeat(32), "recorded"));
        add("recorded", recorded.emulator(), STORAGE_RULE, Change.NONE, recorded::heal);

        Emulator unreachable =
                keep(RecordedTask.well("2".repeat(32), "unreachable")).emulator();
        add("unreachable", unreachable, Map.of(), () -> unreachable.set(Fault.REFUSE), unreachable::clearFaults);

        Emulator other = keep(RecordedTask.well("3".repeat(32), "stopped")).emulator();
        BuiltAgent stopped = agent(other, Map.of());
        long pid = stopped.process().pid();
        illnesses.put(
                "stopped",
                new Illness(TaskNames.of(other), stopped, () -> signal(pid, "STOP"), () -> signal(pid, "CONT")));

        StandInCloudWatch cloudWatch = keep(new StandInCloudWatch()).denying();
        Emulator denied = keep(RecordedTask.well("4".repeat(32), "denied")).emulator();
        add("denied", denied, cloudWatch.variables(), Change.NONE, cloudWatch::taking);

        Emulator loop =
                live(scenario(Scenario.CRASH_LOOP, BuiltAgent.freePort()).in(CLUSTER, Optional.of("loop")));
        add("crash-loop", loop, Map.of(), Change.NONE, loop::stopTask);

        Path file = folder.resolve("well");
        Emulator busy = live(options(BUSY.replace("FILE", file.toString())));
        add("busy", busy, Map.of(), Change.NONE, () -> {
            Files.createFile(file);
            for (long one : busy.pidsOf("busy")) {
                signal(one, "STOP");
            }
        });

        int port = BuiltAgent.freePort();
        Emulator hung = live(scenario(Scenario.HUNG, port).in(CLUSTER, Optional.of("web")));
        String policy = Scenario.HUNG.policy("http://" + hung.hostOf("web") + ":" + port);
        add("hung", hung, Map.of("SIDELIGHT_HEALTH_POLICY", policy), Change.NONE, Change.NONE);

        // Last, for its alerts need most of the time that it has
        Emulator leak = live(options(LEAK).in(CLUSTER, Optional.of("orders")));
        add("leak", leak, Map.of(), Change.NONE, Change.NONE);

        illnesses.values().forEach(one -> one.agent().awaitHealthy());
        return Map.copyOf(illnesses);
    }

    /** A task that nothing ails. */
    Illness well() throws Exception {
        Emulator emulator = keep(RecordedTask.well("5".repeat(32), "well")).emulator();
        BuiltAgent agent = agent(emulator, Map.of()).awaitHealthy();
        return new Illness(TaskNames.of(emulator), agent, Change.NONE, Change.NONE);
    }

    private void add(String name, Emulator emulator, Map<String, String> variables, Change onset, Change cure)
            throws IOException {
        illnesses.put(name, new Illness(TaskNames.of(emulator), agent(emulator, variables), onset, cure));
    }

    private BuiltAgent agent(Emulator emulator, Map<String, String> variables) throws IOException {
        return keep(BuiltAgent.start(emulator.uri(), variables));
    }

    private Emulator live(LiveOptions options) throws IOException {
        Path logs =
                folder.resolve(options.definition().family() + options.service().orElse(""));
        return keep(Emulator.live(options.sampledEvery(Duration.ofSeconds(1)).loggedTo(Files.createDirectory(logs))));
    }

    private static LiveOptions options(String definition) throws Exception {
        TaskDefinition task = DefinitionReader.read("acceptance", definition, Optional.of(LaunchType.FARGATE));
        return LiveOptions.of(task, LaunchType.FARGATE).in(CLUSTER, Optional.empty());
    }

    private static LiveOptions scenario(Scenario scenario, int port) throws Exception {
        return LiveOptions.of(scenario.definition(LaunchType.FARGATE, port), LaunchType.FARGATE)
                .faster(scenario.timesFaster());
    }

    private <T extends AutoCloseable> T keep(T one) {
        started.push(one);
        return one;
    }

    private static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    /** Ends them, the last first. */
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }
}
