package dev.sidelight.agent.cloudwatch;

import dev.sidelight.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dimensions of a task's metrics; a name that the endpoint does not give is left out, for CloudWatch takes no empty one. */
record Dimensions(Map<String, String> ofTask) {

    Dimensions {
        ofTask = new LinkedHashMap<>(ofTask);
    }

    static Dimensions of(Task task, boolean byTask) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        put(dimensions, "ClusterName", task.clusterName());
        if (task.serviceName().isEmpty()) {
            put(dimensions, "TaskDefinitionFamily", task.family());
        } else {
            put(dimensions, "ServiceName", task.serviceName());
        }
        if (byTask) {
            put(dimensions, "TaskId", task.taskId());
        }
        return new Dimensions(dimensions);
    }

    /** Of a container's metrics; of the task's own for an empty name. */
    Map<String, String> of(String container) {
        Map<String, String> dimensions = new LinkedHashMap<>(ofTask);
        put(dimensions, "ContainerName", container);
        return dimensions;
    }

    private static void put(Map<String, String> dimensions, String name, String value) {
        if (!value.isBlank()) {
            dimensions.put(name, value);
        }
    }
}
