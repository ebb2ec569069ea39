package dev.sidelight.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * What ECS calls a task, by the short names that rules and dashboards use.
 *
 * @param service empty for a standalone task
 */
record TaskNames(String cluster, String service, String family, String task) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As the task's endpoint says them. */
    static TaskNames of(Emulator emulator) throws IOException {
        JsonNode task;
        try (InputStream in = URI.create(emulator.uri() + "/task").toURL().openStream()) {
            task = MAPPER.readTree(in);
        }
        return new TaskNames(
                last(task.path("Cluster").asText()),
                task.path("ServiceName").asText(),
                task.path("Family").asText(),
                last(task.path("TaskARN").asText()));
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
