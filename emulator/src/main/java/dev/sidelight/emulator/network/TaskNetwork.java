package dev.sidelight.emulator.network;

import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.definition.TaskDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The namespaces of a task by container: one for all in awsvpc, one for each in bridge, none in host mode or where the
 * host's own interfaces stand in.
 */
public record TaskNetwork(Map<String, Namespace> namespaces) implements AutoCloseable {
    public TaskNetwork {
        namespaces = Map.copyOf(namespaces);
    }

    public static TaskNetwork create(
            TaskDefinition definition, String taskInterface, NetworkChoice choice, Consumer<String> says)
            throws IOException {
        boolean separate = definition.awsvpc() || definition.networkMode().equals("bridge");
        if (choice == NetworkChoice.HOST || !separate) {
            return new TaskNetwork(Map.of());
        }
        try {
            Leftovers.remove(says);
            return own(definition, taskInterface);
        } catch (IOException e) {
            if (choice == NetworkChoice.OWN) {
                throw e;
            }
            says.accept("no network namespace of its own (" + e.getMessage()
                    + "): the task has the host's interfaces, lo included");
            return new TaskNetwork(Map.of());
        }
    }

    public Optional<Namespace> of(String container) {
        return Optional.ofNullable(namespaces.get(container));
    }

    /** The host's side of each namespace, where the endpoint must listen too. */
    public List<InetAddress> gateways() {
        return namespaces.values().stream().map(Namespace::host).distinct().toList();
    }

    @Override
    public void close() {
        namespaces.values().stream().distinct().forEach(Namespace::close);
    }

    private static TaskNetwork own(TaskDefinition definition, String taskInterface) throws IOException {
        RandomGenerator random = new SecureRandom();
        Map<String, Namespace> namespaces = new LinkedHashMap<>();
        try {
            for (ContainerDefinition container : definition.containers()) {
                Namespace shared = namespaces.values().stream().findFirst().orElse(null);
                namespaces.put(
                        container.name(),
                        definition.awsvpc() && shared != null ? shared : Namespace.create(taskInterface, random));
            }
            return new TaskNetwork(namespaces);
        } catch (IOException e) {
            namespaces.values().forEach(Namespace::close);
            throw e;
        }
    }
}
