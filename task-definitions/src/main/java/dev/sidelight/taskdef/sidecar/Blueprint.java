package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sidelight's container as it should be.
 *
 * @param port that it listens on; empty where that is left as it is
 * @param mapped whether the network mode has ports
 * @param cloudwatch whether it publishes to CloudWatch; empty where that is left as it is
 */
record Blueprint(
        Dialect dialect,
        String name,
        String image,
        String version,
        OptionalInt port,
        boolean mapped,
        Optional<Boolean> cloudwatch,
        Room room,
        Optional<Node> log) {

    static final String CLOUDWATCH = "SIDELIGHT_CLOUDWATCH_ENABLED";
    static final String USER = "65534";
    static final String PORT_LABEL = "ECS_PROMETHEUS_EXPORTER_PORT";
    private static final String JOB_LABEL = "ECS_PROMETHEUS_JOB_NAME";
    private static final String JOB = "sidelight";

    private Node.Builder builder() {
        return new Node.Builder(dialect);
    }

    /** The whole container. */
    Node.Fields container() {
        Node.Builder all = builder()
                .field("name", Node.of(name))
                .field("image", Node.of(image))
                .field("essential", Node.of(false));
        room.cpu().ifPresent(units -> all.field("cpu", Node.of(units)));
        all.field("memory", Node.of(room.memory()))
                .field("memoryReservation", Node.of(room.reservation()))
                .field("user", Node.of(USER))
                .field("readonlyRootFilesystem", Node.of(true));
        mapping().ifPresent(mapping -> all.field("portMappings", new Node.Items(List.of(mapping))));
        List<Node> variables = new ArrayList<>();
        environment(Ports.DEFAULT).forEach((variable, value) -> variables.add(variable(variable, value)));
        if (!variables.isEmpty()) {
            all.field("environment", new Node.Items(variables));
        }
        all.field("healthCheck", healthCheck());
        log.ifPresent(one -> all.field("logConfiguration", one));
        Node.Builder labels = builder();
        labels().forEach((label, value) -> labels.entry(label, Node.of(value)));
        return all.field("dockerLabels", labels.build()).build();
    }

    /**
     * The variables that it has to have.
     *
     * @param listening the port that it listens on without the variable for it
     */
    Map<String, String> environment(int listening) {
        Map<String, String> variables = new LinkedHashMap<>();
        port.ifPresent(number -> {
            if (number != listening) {
                variables.put(Ports.VARIABLE, String.valueOf(number));
            }
        });
        cloudwatch.filter(on -> on).ifPresent(_ -> variables.put(CLOUDWATCH, "true"));
        return variables;
    }

    Node variable(String variable, String value) {
        return builder()
                .field("name", Node.of(variable))
                .field("value", Node.of(value))
                .build();
    }

    Optional<Node> mapping() {
        return mapped && port.isPresent()
                ? Optional.of(builder()
                        .field("containerPort", Node.of(port.getAsInt()))
                        .field("protocol", Node.of("tcp"))
                        .build())
                : Optional.empty();
    }

    Node healthCommand() {
        return Node.list("CMD", "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe");
    }

    Node healthCheck() {
        return builder()
                .field("command", healthCommand())
                .field("interval", Node.of(10))
                .field("timeout", Node.of(5))
                .field("retries", Node.of(3))
                .field("startPeriod", Node.of(30))
                .build();
    }

    /** Its docker labels; those for discovery only where a port can be discovered. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Subject.VERSION_LABEL, version);
        if (mapped && port.isPresent()) {
            labels.put(PORT_LABEL, String.valueOf(port.getAsInt()));
            labels.put(JOB_LABEL, JOB);
        }
        return labels;
    }

    /** Whether the user may have another value for a label. */
    static boolean isFree(String label) {
        return label.equals(JOB_LABEL);
    }
}
