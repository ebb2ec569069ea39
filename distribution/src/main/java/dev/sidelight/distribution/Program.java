package dev.sidelight.distribution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A command of the distribution, and the file of arguments that starts it: {@code bin/java @agent} needs no shell.
 *
 * @param name also of its files
 * @param flags of its JVM; the same in training and in use, or the cache is refused
 * @param jars which of the shipped jars it needs; each one more is opened at every start
 */
record Program(String name, String mainClass, List<String> flags, Predicate<String> jars) {

    /** One collector and small stacks: reference figures are in docs/benchmarks.md. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xss256k",
            // Maps the cache where it was made for: relocated, its pages are all written, 10 MB of them
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            // A cache that does not fit is the agent's to say, in one line; the probe prints one line at all times
            "-Xlog:aot*=off");

    /** The sidecar. */
    static final Program AGENT = new Program(
            "agent",
            "dev.sidelight.agent.Main",
            with(
                    SMALL,
                    "-XX:TieredStopAtLevel=1",
                    "-Xms4m",
                    "-Xmx24m",
                    "-XX:TrimNativeHeapInterval=5000",
                    // Looks for idle monitors each 10 s, not 4 times a second: a CPU-second an hour
                    "-XX:AsyncDeflationInterval=10000",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--sun-misc-unsafe-memory-access=allow",
                    // XNIO registers MBeans that nobody reads; without a server for them it goes on, 2 MB lighter
                    "-Djavax.management.builder.initial=none"),
            jar -> !isTool(jar));

    /** The health check. */
    static final Program PROBE = new Program(
            "health-probe",
            "dev.sidelight.probe.Main",
            with(SMALL, "-Xint", "-Xms4m", "-Xmx12m"),
            jar -> jar.startsWith("health-probe-") || jar.startsWith("task-metadata-") || jar.startsWith("jackson-"));

    /** The tool for task definitions. */
    static final Program TASK_DEFINITIONS = new Program(
            "task-definitions",
            "dev.sidelight.taskdef.Main",
            with(SMALL, "-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx256m", "-Xss4m"),
            jar -> isTool(jar) || jar.startsWith("task-metadata-") || jar.startsWith("jackson-core-"));

    Program {
        flags = List.copyOf(flags);
    }

    private static boolean isTool(String jar) {
        return Stream.of("task-definitions-", "picocli-", "snakeyaml-", "java-diff-utils-")
                .anyMatch(jar::startsWith);
    }

    /** Where the classes that a training run loaded are kept. */
    Path cache(Path home) {
        return home.resolve(name + ".aot");
    }

    /** Its arguments to a JVM, all paths below {@code home}; without a flag for its cache it does without. */
    List<String> arguments(Path home, List<String> shipped, String cacheFlag) {
        List<String> arguments = new ArrayList<>(flags);
        if (!cacheFlag.isEmpty()) {
            arguments.add(cacheFlag + cache(home));
        }
        arguments.add("-cp");
        arguments.add(String.join(
                ":",
                shipped.stream()
                        .filter(jars)
                        .map(jar -> home.resolve("jars").resolve(jar).toString())
                        .toList()));
        arguments.add(mainClass);
        return List.copyOf(arguments);
    }

    /** The file of arguments: one a line, quoted, as the java launcher reads them. */
    String argumentFile(Path home, List<String> shipped, boolean cached) {
        StringBuilder file = new StringBuilder();
        arguments(home, shipped, cached ? "-XX:AOTCache=" : "")
                .forEach(argument -> file.append('"')
                        .append(argument.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\"\n"));
        return file.toString();
    }

    private static List<String> with(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return all;
    }
}
