package dev.sidelight.agent;

import dev.sidelight.agent.config.Configuration;
import dev.sidelight.agent.config.ConfigurationException;
import dev.sidelight.agent.config.ConfigurationText;
import dev.sidelight.agent.log.Logging;
import dev.sidelight.task.MomentSource;
import dev.sidelight.text.BuildId;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.OptionalInt;

/** The agent's command. */
public final class Main {

    private static final OptionalInt DONE = OptionalInt.of(0);
    private static final OptionalInt CANNOT_START = OptionalInt.of(1);
    private static final OptionalInt BAD_CONFIGURATION = OptionalInt.of(2);

    private Main() {}

    /** Runs the agent until it is told to stop. */
    public static void main(String[] args) {
        run(List.of(args), System.out, System.err).ifPresent(System::exit);
    }

    /** The exit code; absent when the agent runs on. */
    private static OptionalInt run(List<String> args, PrintStream out, PrintStream err) {
        if (args.equals(List.of("--version"))) {
            out.println("sidelight agent " + version() + " build " + BuildId.value());
            return DONE;
        }
        if (args.equals(List.of("--help"))) {
            out.println(help());
            return DONE;
        }
        if (!args.isEmpty()) {
            err.println("The agent takes --help or --version and is configured by variables, not by: "
                    + String.join(" ", args));
            return BAD_CONFIGURATION;
        }
        try {
            return start(Configuration.from(System.getenv()), err);
        } catch (ConfigurationException e) {
            e.faults().forEach(err::println);
            return BAD_CONFIGURATION;
        }
    }

    private static OptionalInt start(Configuration configuration, PrintStream err) {
        Logging.configure(configuration.logFormat(), configuration.logLevel());
        System.Logger log = System.getLogger("dev.sidelight.agent");
        configuration.warnings().forEach(warning -> log.log(Level.WARNING, warning));
        AotCache.trouble().ifPresent(trouble -> log.log(Level.WARNING, trouble));
        Agent agent;
        try {
            agent = Agent.start(configuration, version(), MomentSource.system());
        } catch (RuntimeException e) {
            String cause = bindFailure(e, configuration);
            if (cause.isEmpty()) {
                throw e;
            }
            err.println(cause);
            return CANNOT_START;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(agent::close));
        log.log(
                Level.INFO,
                "sidelight {0} answers on http://{1}:{2}/ and polls {3}/task every {4}",
                version(),
                configuration.httpHost(),
                Integer.toString(agent.port()),
                configuration.metadata(),
                configuration.pollInterval().toMillis() + " ms");
        return OptionalInt.empty();
    }

    private static String bindFailure(RuntimeException failure, Configuration configuration) {
        String port = Integer.toString(configuration.httpPort());
        for (Throwable e = failure; e != null; e = e.getCause()) {
            switch (e) {
                case BindException taken
                when String.valueOf(taken.getMessage()).contains("in use") -> {
                    return "Port " + port
                            + " is taken by another program. Stop that, or set SIDELIGHT_HTTP_PORT to a free port.";
                }
                case UnresolvedAddressException _, UnknownHostException _ -> {
                    return "SIDELIGHT_HTTP_HOST names no address of this machine: " + configuration.httpHost();
                }
                case SocketException other -> {
                    return "Cannot listen on " + configuration.httpHost() + ":" + port + " (" + other.getMessage()
                            + "). SIDELIGHT_HTTP_HOST and SIDELIGHT_HTTP_PORT change it.";
                }
                default -> {}
            }
        }
        return "";
    }

    private static String help() {
        return """
                Usage: agent [--help | --version]

                Polls the task metadata endpoint of an ECS task and serves what it measures:
                /metrics for Prometheus, /health of the agent itself, /api/task as JSON, / names them all.

                Variables:
                %s

                Exit codes: 1 cannot start (a taken port), 2 faulty configuration, 143 stopped by SIGTERM, 130 by Ctrl-C.""".formatted(ConfigurationText.help());
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
