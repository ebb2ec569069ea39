package dev.sidelight.emulator.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A task definition as it is registered: CPU in vCPU, memory in MiB. */
public record TaskDefinition(
        String family,
        String revision,
        String networkMode,
        Optional<LaunchType> compatibility,
        OptionalDouble cpu,
        OptionalLong memory,
        List<ContainerDefinition> containers,
        Map<String, String> tags) {
    public TaskDefinition {
        containers = List.copyOf(containers);
        tags = Map.copyOf(tags);
    }

    public boolean awsvpc() {
        return networkMode.equals("awsvpc");
    }
}
