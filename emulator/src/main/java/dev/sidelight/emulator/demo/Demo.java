package dev.sidelight.emulator.demo;

import dev.sidelight.emulator.definition.DurationText;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.program.Load;
import dev.sidelight.emulator.scenario.Scenario;
import dev.sidelight.emulator.sidecar.AgentRun;
import dev.sidelight.emulator.sidecar.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: starts a live task, the agent that observes it, and load; shows what the agent measures. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        version = "sidelight demo 0.1.0",
        sortOptions = false,
        description = "A live task on this machine, observed by the agent, until Ctrl-C.")
public final class Demo implements Callable<Integer> {
    private static final int DEFAULT_PORT = 9779;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofSeconds(10);

    @Option(names = "--agent", required = true, hidden = true) // given by the entry script
    private Path agent = Path.of("");

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Ends by itself, such as after 20s. Default: at Ctrl-C.")
    private Optional<String> length = Optional.empty();

    @Option(names = "--port", description = "The agent's port. Default: 9779, or a free one when that is taken.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--poll-interval", defaultValue = "1s", description = "Default: ${DEFAULT-VALUE}")
    private String pollInterval = "1s";

    @Option(names = "--launch-type", defaultValue = "FARGATE", description = "Default: ${DEFAULT-VALUE}")
    private LaunchType launchType = LaunchType.FARGATE;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "A task that falls ill, and a health policy that sees it; \"list\" lists them.")
    private Optional<String> scenario = Optional.empty();

    @Option(
            names = "--dashboards",
            description =
                    "Starts a Prometheus with Sidelight's rules beside it, and draws the task dashboard into a file.")
    private boolean dashboards;

    @Option(
            names = "--dashboards-file",
            paramLabel = "FILE",
            description = "--dashboards, drawn into this file. Default: sidelight-dashboards.html")
    private Optional<Path> dashboardsFile = Optional.empty();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Demo())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (scenario.equals(Optional.of("list"))) {
            System.out.println(Scenario.list());
            return 0;
        }
        if (scenario.isPresent() && chosen().isEmpty()) {
            System.err.println("demo: there is no scenario \"" + scenario.get() + "\"; there are:\n" + Scenario.list());
            return 2;
        }
        try {
            Optional<Duration> end = length.map(DurationText::parse);
            DurationText.parse(pollInterval);
            if (!Files.isExecutable(agent)) {
                System.err.println("--agent " + agent + ": no such program: build it first, and give its bin/agent");
                return 2;
            }
            Path drawnInto = dashboardsFile().resolveSibling("");
            if (drawn() && !(Files.isDirectory(drawnInto) && Files.isWritable(drawnInto))) {
                System.err.println("--dashboards-file: " + drawnInto + " is no folder that can be written to");
                return 2;
            }
            Optional<Integer> free = port();
            return free.isEmpty() ? 1 : run(free.get(), end);
        } catch (IllegalArgumentException | InvalidDefinition | IOException e) {
            System.err.println("demo: " + e.getMessage());
            return 2;
        }
    }

    private boolean drawn() {
        return dashboards || dashboardsFile.isPresent();
    }

    private Path dashboardsFile() {
        return dashboardsFile.orElse(Path.of("sidelight-dashboards.html")).toAbsolutePath();
    }

    private Optional<Scenario> chosen() {
        return scenario.flatMap(Scenario::of);
    }

    private Optional<Integer> port() throws IOException {
        int wanted = port.orElse(DEFAULT_PORT);
        if (wanted != 0 && FreePort.isFree(wanted)) {
            return Optional.of(wanted);
        }
        if (port.isPresent() && wanted != 0) {
            System.err.println("port " + wanted + " is taken: give another --port, or none for a free one");
            return Optional.empty();
        }
        int other = FreePort.any();
        System.out.println("port " + wanted + " is taken: the agent listens on " + other);
        return Optional.of(other);
    }

    private int run(int agentPort, Optional<Duration> end) throws IOException, InvalidDefinition, InterruptedException {
        DemoFolder folder = DemoFolder.create();
        try (Running running = new Running()) {
            running.add(folder);
            // Registered before anything starts, so that Ctrl-C at any moment ends what is there by then.
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            DemoTask task = DemoTask.start(launchType, chosen(), folder.path());
            running.add(task.emulator());
            ProcessBuilder command = new ProcessBuilder(agent.toAbsolutePath().toString());
            command.environment().putAll(AgentRun.variables(task.emulator().uri(), agentPort, pollInterval));
            command.environment().putAll(policy(task));
            AgentRun run = AgentRun.start(command, agentPort, folder.path().resolve("agent.log"));
            running.add(run);
            Thread outside =
                    Thread.ofVirtual().name("outside").start(() -> keepBusy(task, chosen().flatMap(Scenario::load)));
            running.add(outside::interrupt);
            Optional<Panels> panels = dashboards || dashboardsFile.isPresent()
                    ? Optional.of(panels(agentPort, folder, running))
                    : Optional.empty();
            System.out.println("logs      " + folder.path() + " (agent.log, web.log, worker.log)");
            if (ready(run, running)) {
                addresses(run, task);
                panels.ifPresent(Demo::addresses);
                if (watch(run, running, end)) {
                    return 0;
                }
            }
            if (!running.ending()) {
                folder.keep();
            }
            return 1;
        }
    }

    private Panels panels(int agentPort, DemoFolder folder, Running running) throws IOException {
        PrometheusRun prometheus = PrometheusRun.start(agentPort, folder.path());
        running.add(prometheus);
        Panels panels = Panels.of(prometheus, dashboardsFile());
        running.add(panels);
        Thread drawing = Thread.ofVirtual().name("panels").start(panels::drawOnAndOn);
        running.add(drawing::interrupt);
        return panels;
    }

    private Map<String, String> policy(DemoTask task) {
        return chosen().map(one -> Map.of("SIDELIGHT_HEALTH_POLICY", one.policy(task.webAddress())))
                .orElse(Map.of());
    }

    private static boolean ready(AgentRun run, Running running) throws InterruptedException {
        System.out.print("waiting for the agent ");
        if (run.awaits(() -> dotUnless(run.healthy()), PATIENCE)) {
            System.out.println(" ready");
            return true;
        }
        System.out.println();
        if (running.ending()) {
            return false;
        }
        System.err.println(
                run.alive()
                        ? "the agent is not healthy yet after 30 s; its last lines:"
                        : "the agent has ended; its last lines:");
        run.lastLines().forEach(System.err::println);
        return false;
    }

    /** A dot for each time that it is not yet. */
    private static boolean dotUnless(boolean healthy) {
        if (!healthy) {
            System.out.print(".");
            System.out.flush();
        }
        return healthy;
    }

    private void addresses(AgentRun run, DemoTask task) {
        System.out.println("page      " + run.uri("/"));
        System.out.println("metrics   " + run.uri("/metrics"));
        System.out.println("health    " + run.uri("/health"));
        chosen().ifPresent(one -> {
            System.out.println("scenario  " + one.label() + ": " + one.about());
            System.out.println("policy    " + one.policy(task.webAddress()));
        });
        System.out.println("verdicts  " + run.uri("/health/task"));
        System.out.println("task      " + run.uri("/api/task"));
        System.out.println("endpoint  " + task.emulator().uri());
        System.out.println("control   " + task.emulator().control() + "  (PUT /fault/stall-body, DELETE /fault)");
        if (task.isLive()) {
            System.out.println("web       " + task.webAddress());
        }
    }

    private static void addresses(Panels panels) {
        System.out.println("panels    " + panels.file().toUri() + "  (drawn anew every 10 s)");
        System.out.println("          prometheus with the rules and alerts: "
                + panels.run().uri());
        System.out.println(
                "grafana   import dashboards/grafana/sidelight-task.json and sidelight-fleet.json (Dashboards, New,");
        System.out.println("          Import), and choose a Prometheus data source: docs/dashboards.md");
    }

    /** False when the agent has ended by itself. */
    private boolean watch(AgentRun run, Running running, Optional<Duration> end) throws InterruptedException {
        StatusLine line = StatusLine.onTerminalOrNot();
        Duration late = DurationText.parse(pollInterval).plusSeconds(1);
        long start = System.nanoTime();
        int seen = 0;
        while (end.isEmpty() || System.nanoTime() - start < end.get().toNanos()) {
            Thread.sleep(Duration.ofSeconds(1));
            if (running.ending()) {
                return true; // Ctrl-C: the agent's end is ours
            }
            if (!run.alive()) {
                System.err.println("the agent has ended; its last lines:");
                run.lastLines().forEach(System.err::println);
                return false;
            }
            List<String> verdicts = run.verdicts(seen);
            seen += verdicts.size();
            verdicts.forEach(verdict -> line.say(verdict.substring(verdict.indexOf(" health: ") + 1)));
            line.show(run.get("/metrics")
                    .map(page -> Exposition.of(page).line(Instant.now(), late))
                    .orElse("the agent does not answer"));
        }
        System.out.println();
        return true;
    }

    /** What happens outside the task: a client that loads it in waves, or the next step of the recording. */
    private static void keepBusy(DemoTask task, Optional<Duration> longest) {
        try {
            if (task.isLive()) {
                Load.run(URI.create(task.webAddress()), Duration.ofSeconds(30), longest);
            }
            while (true) {
                Thread.sleep(STEP);
                task.emulator().advance();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
