package dev.sidelight.distribution;

import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.sidecar.AgentRun;
import dev.sidelight.emulator.sidecar.FreePort;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs each program as it is used, on an emulated task, and lets its JVM keep the classes that it loaded. CloudWatch is
 * off in the run: a JVM loads all that is in its cache at once, and with the AWS SDK in it who does not publish would pay
 * 20 MB; who does, starts to publish half a CPU-second later.
 */
final class Training {

    private static final String TASK = """
            {"family": "training", "networkMode": "bridge", "requiresCompatibilities": ["EC2"],
             "containerDefinitions": [
               {"name": "app", "image": "busybox", "command": ["sleep", "1000"], "memory": 64},
               {"name": "web", "image": "busybox", "command": ["sleep", "1000"], "memory": 64, "cpu": 128},
               {"name": "job", "image": "busybox", "command": ["sleep", "1000"], "memoryReservation": 32}]}""";

    private static final int POLLS = 6;
    /** By SIGTERM. */
    private static final int TERMINATED = 143;

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path project;
    private final Path home;
    private final List<String> jars;

    Training(Path project, Path home, List<String> jars) {
        this.project = project;
        this.home = home;
        this.jars = jars;
    }

    void run() throws Exception {
        Path logs = Files.createDirectories(home.resolveSibling("training"));
        try (Emulator task = Emulator.live(
                LiveOptions.of(DefinitionReader.read("training", TASK, Optional.of(LaunchType.EC2)), LaunchType.EC2)
                        .sampledEvery(Duration.ofMillis(500))
                        .loggedTo(logs))) {
            agent(task.uri());
            probe(task.uri());
            run(
                    Program.TASK_DEFINITIONS,
                    task.uri(),
                    0,
                    "lint",
                    project.resolve("task-definitions/templates").toString());
        }
    }

    private void agent(URI metadata) throws Exception {
        int port = FreePort.any();
        try (AgentRun agent = AgentRun.start(
                command(Program.AGENT, "-XX:AOTCacheOutput=", metadata, port), port, log(Program.AGENT))) {
            await(agent, agent::healthy);
            for (int poll = 0; poll < POLLS; poll++) {
                for (String path : List.of(
                        "/",
                        "/metrics",
                        "/health",
                        "/health/task",
                        "/health/containers/app",
                        "/api/task",
                        "/nothing")) {
                    agent.get(path);
                }
                agent.get("/metrics", "Accept-Encoding", "gzip");
                agent.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");
                int ended = poll + 2;
                await(agent, () -> polls(agent) >= ended);
            }
            agent.started().destroy();
            checkCache(Program.AGENT, agent.started(), TERMINATED);
        }
    }

    private void probe(URI metadata) throws Exception {
        int port = FreePort.any();
        try (AgentRun agent =
                AgentRun.start(command(Program.AGENT, "-XX:AOTCache=", metadata, port), port, log(Program.AGENT))) {
            await(agent, agent::healthy);
            run(Program.PROBE, metadata, port, "--container", "app");
        }
    }

    /** One that ends by itself. */
    private void run(Program program, URI metadata, int port, String... arguments) throws Exception {
        checkCache(
                program,
                command(program, "-XX:AOTCacheOutput=", metadata, port, arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(log(program).toFile())
                        .start(),
                0);
    }

    private ProcessBuilder command(Program program, String cacheFlag, URI metadata, int port, String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(program.arguments(home, jars, cacheFlag));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("SIDELIGHT_")
                        || name.startsWith("ECS_")
                        || name.startsWith("JAVA_TOOL")
                        || name.startsWith("JDK_"));
        environment.putAll(AgentRun.variables(metadata, port, "1s"));
        return builder;
    }

    private Path log(Program program) {
        return home.resolveSibling("training-" + program.name() + ".log");
    }

    /** A cache of a run that ended otherwise would be of another way through the program. */
    private void checkCache(Program program, Process process, int expected) throws Exception {
        if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)
                || process.exitValue() != expected
                || !Files.exists(program.cache(home))) {
            throw new IllegalStateException("the training of " + program.name() + " left no cache; it said:\n"
                    + Files.readString(log(program)));
        }
    }

    private static void await(AgentRun agent, AgentRun.Condition condition) throws Exception {
        if (!agent.awaits(condition, SOON)) {
            throw new IllegalStateException(
                    "the agent does not answer in training; it said:\n" + Files.readString(agent.log()));
        }
    }

    /** How many have ended. */
    private static double polls(AgentRun agent) throws InterruptedException {
        return agent.get("/metrics")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("sidelight_polls_total") && line.contains("path=\"stats\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
