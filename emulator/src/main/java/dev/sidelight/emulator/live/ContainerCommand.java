package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides what a container runs: {@code --image} first, then our own images, then the definition, else the idler. */
final class ContainerCommand {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ContainerCommand() {}

    static List<String> of(ContainerDefinition container, Map<String, String> images) {
        Optional<String> given = Optional.ofNullable(images.get(container.name()))
                .or(() -> Optional.ofNullable(images.get(container.image())));
        if (given.isPresent()) {
            return resolved(BLANKS.splitAsStream(given.get().strip()).toList());
        }
        List<String> defined = Stream.concat(container.entryPoint().stream(), container.command().stream())
                .toList();
        Optional<Program> own = Program.of(container.image());
        if (own.isPresent() && container.entryPoint().isEmpty()) {
            return own.get().command(defined);
        }
        return defined.isEmpty() ? idle(container) : resolved(defined);
    }

    private static List<String> idle(ContainerDefinition container) {
        return Program.IDLE.command(container.ports().stream()
                .map(port -> Integer.toString(port.containerPort()))
                .toList());
    }

    /** An image brings its own java; here it is the one that runs this. */
    private static List<String> resolved(List<String> command) {
        if (!command.getFirst().equals("java")) {
            return command;
        }
        List<String> resolved = new ArrayList<>(command);
        resolved.set(0, Program.java());
        return resolved;
    }
}
