package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.environment.ContainerEnvironment;
import dev.sidelight.emulator.network.Namespace;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a container's first process: in a session and namespace of its own, with a container's environment. */
record ContainerProcess(
        ContainerDefinition container,
        List<String> command,
        Optional<Namespace> namespace,
        ContainerEnvironment environment,
        Map<String, String> injected,
        Path folder,
        Optional<Path> logs) {
    private static final List<String> INHERITED = List.of("PATH", "LANG");

    Process start() throws IOException {
        ProcessBuilder builder = builder(command);
        if (logs.isPresent()) {
            Files.createDirectories(logs.get());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                    logs.get().resolve(container.name() + ".log").toFile()));
            return builder.start();
        }
        Process process = builder.start();
        Thread.ofVirtual().name("output-" + container.name()).start(() -> prefixed(process));
        return process;
    }

    /** Starts another command inside the container, as a health check is. */
    Process check(List<String> other) throws IOException {
        return builder(other).start();
    }

    private ProcessBuilder builder(List<String> executed) throws IOException {
        List<String> whole = new ArrayList<>(List.of("setsid"));
        namespace.ifPresent(one -> whole.addAll(one.prefix()));
        whole.addAll(executed);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(workingDirectory().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("HOSTNAME", container.name());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TMPDIR", temporary.toString());
        setVariables(builder);
        return builder;
    }

    private void setVariables(ProcessBuilder builder) throws IOException {
        try {
            builder.environment().putAll(environment.variables());
        } catch (IllegalArgumentException e) {
            // Without its message, which repeats the value.
            throw new IOException("a variable's name or value cannot be one: a NUL character is in it");
        }
        builder.environment().putAll(injected);
    }

    /** The image's folder where this machine has it too, else one of the container's own. */
    private Path workingDirectory() {
        return container
                .workingDirectory()
                .map(Path::of)
                .filter(Files::isDirectory)
                .orElse(folder);
    }

    private void prefixed(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> System.err.println(container.name() + " | " + line));
        } catch (IOException | java.io.UncheckedIOException e) {
            // The output ends with the container.
        }
    }
}
