package dev.sidelight.emulator.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a task definition in the shape of {@code register-task-definition}, and names all its faults at once. */
public final class DefinitionReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> NETWORK_MODES = Set.of("awsvpc", "bridge", "host", "none");
    private final List<String> faults = new ArrayList<>();
    private final String where;

    private DefinitionReader(String where) {
        this.where = where;
    }

    public static TaskDefinition read(Path file, Optional<LaunchType> asked) throws InvalidDefinition {
        try {
            return read(file.toString(), Files.readString(file), asked);
        } catch (IOException e) {
            throw new InvalidDefinition(
                    List.of(file + ": cannot be read (" + e.getClass().getSimpleName() + "): give a readable file"));
        }
    }

    /** {@code where} begins each fault; {@code asked} is the launch type to check for, if not the definition's own. */
    public static TaskDefinition read(String where, String json, Optional<LaunchType> asked) throws InvalidDefinition {
        try {
            DefinitionReader reader = new DefinitionReader(where);
            TaskDefinition definition = reader.task(MAPPER.readTree(json), asked);
            if (!reader.faults.isEmpty()) {
                throw new InvalidDefinition(reader.faults);
            }
            return definition;
        } catch (JsonProcessingException e) {
            throw new InvalidDefinition(List.of(where + ":" + e.getLocation().getLineNr() + ": no JSON: "
                    + e.getOriginalMessage() + "; give a JSON object as for register-task-definition"));
        }
    }

    private TaskDefinition task(JsonNode document, Optional<LaunchType> asked) {
        JsonFields task = new JsonFields(
                document.path("taskDefinition").isObject() ? document.path("taskDefinition") : document,
                where + ": ",
                faults);
        Optional<LaunchType> compatibility = compatibility(task);
        boolean fargate = asked.or(() -> compatibility).equals(Optional.of(LaunchType.FARGATE));
        String mode = task.text("networkMode").orElse("bridge");
        if (!NETWORK_MODES.contains(mode)) {
            task.fault("networkMode", "\"" + mode + "\" is unknown: valid are awsvpc, bridge, host and none");
        }
        if (fargate && !mode.equals("awsvpc")) {
            task.fault("networkMode", "is " + mode + ": FARGATE needs awsvpc");
        }
        OptionalDouble cpu = cpu(task);
        OptionalLong memory = memory(task);
        if (fargate && cpu.isEmpty()) {
            task.fault("cpu", "is missing: FARGATE needs it, such as \"256\"");
        }
        if (fargate && memory.isEmpty()) {
            task.fault("memory", "is missing: FARGATE needs it, such as \"512\"");
        }
        return new TaskDefinition(
                task.required("family", "a name such as \"web\""),
                task.number("revision").stream()
                        .mapToObj(Integer::toString)
                        .findFirst()
                        .orElse("1"),
                mode,
                compatibility,
                cpu,
                memory,
                containers(task),
                task.pairs("tags", "key"));
    }

    private static Optional<LaunchType> compatibility(JsonFields task) {
        List<String> names = task.texts("requiresCompatibilities");
        for (String name : names) {
            if (!Set.of("FARGATE", "EC2", "EXTERNAL").contains(name)) {
                task.fault("requiresCompatibilities", "\"" + name + "\" is unknown: valid are FARGATE, EC2, EXTERNAL");
                return Optional.empty();
            }
        }
        return names.stream().findFirst().map(LaunchType::valueOf);
    }

    private static OptionalDouble cpu(JsonFields task) {
        Optional<String> text = task.text("cpu");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            String number = text.get().replaceAll("(?i) ?vcpu$", "");
            double value = Double.parseDouble(number);
            return OptionalDouble.of(number.equals(text.get()) ? value / 1024 : value);
        } catch (NumberFormatException e) {
            task.fault("cpu", "\"" + text.get() + "\" is no number: give CPU units such as \"256\", or \".25 vCPU\"");
            return OptionalDouble.empty();
        }
    }

    private static OptionalLong memory(JsonFields task) {
        Optional<String> text = task.text("memory");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            String number = text.get().replaceAll("(?i) ?gb$", "");
            double value = Double.parseDouble(number);
            return OptionalLong.of(Math.round(number.equals(text.get()) ? value : value * 1024));
        } catch (NumberFormatException e) {
            task.fault("memory", "\"" + text.get() + "\" is no number: give MiB such as \"512\", or \"0.5 GB\"");
            return OptionalLong.empty();
        }
    }

    private List<ContainerDefinition> containers(JsonFields task) {
        List<ContainerDefinition> containers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonFields fields : task.objects("containerDefinitions")) {
            ContainerDefinition container = ContainerReader.container(fields);
            if (!names.add(container.name())) {
                fields.fault("name", "\"" + container.name() + "\" is there twice: names are unique in a task");
            }
            containers.add(container);
        }
        if (containers.isEmpty()) {
            task.fault("containerDefinitions", "is missing or empty: give at least one container");
        } else if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            task.fault("containerDefinitions", "no container is essential: at least one must be");
        }
        DependencyOrder.faults(containers).forEach(fault -> faults.add(where + ": " + fault));
        return containers;
    }
}
