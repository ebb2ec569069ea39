package dev.sidelight.emulator.definition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code containerDefinitions}. */
final class ContainerReader {
    private static final int STOP_TIMEOUT_SECONDS = 30;

    private ContainerReader() {}

    static ContainerDefinition container(JsonFields fields) {
        Map<String, String> environment = fields.pairs("environment", "name");
        Optional<JsonFields> log = fields.object("logConfiguration");
        return new ContainerDefinition(
                fields.required("name", "a name such as \"web\""),
                fields.required("image", "an image such as \"nginx:1.29\""),
                fields.number("cpu"),
                fields.number("memory"),
                fields.flag("essential", true),
                fields.texts("entryPoint"),
                fields.texts("command"),
                environment,
                VariablesReader.environmentFiles(fields),
                VariablesReader.secrets(fields, environment.keySet()),
                fields.text("workingDirectory"),
                fields.objects("portMappings").stream()
                        .map(ContainerReader::port)
                        .toList(),
                Duration.ofSeconds(fields.number("stopTimeout").orElse(STOP_TIMEOUT_SECONDS)),
                fields.map("dockerLabels"),
                log.flatMap(one -> one.text("logDriver")),
                log.map(one -> one.map("options")).orElse(Map.of()),
                LifeReader.healthCheck(fields),
                LifeReader.dependencies(fields),
                LifeReader.restartPolicy(fields),
                fields.number("startTimeout").stream()
                        .mapToObj(Duration::ofSeconds)
                        .findFirst());
    }

    private static PortMapping port(JsonFields fields) {
        int port = fields.number("containerPort").orElse(0);
        if (port < 1 || port > 65_535) {
            fields.fault("containerPort", "is missing or out of range: give 1 to 65535");
        }
        int host = fields.number("hostPort").orElse(0);
        return new PortMapping(port, host, fields.text("protocol").orElse("tcp"));
    }
}
