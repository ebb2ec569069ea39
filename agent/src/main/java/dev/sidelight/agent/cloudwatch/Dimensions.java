package dev.sidelight.agent.cloudwatch;

import dev.sidelight.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dimensions of a task's metrics; a name that the endpoint does not give is left out, for CloudWatch takes no empty one. */
public record Dimensions(Map<String, String> ofTask) {

    public static final String CLUSTER = "ClusterName";
    public static final String SERVICE = "ServiceName";
    /** In the place of {@link #SERVICE} for a task without one. */
    public static final String FAMILY = "TaskDefinitionFamily";

    public static final String TASK = "TaskId";
    public static final String CONTAINER = "ContainerName";

    public Dimensions {
        ofTask = new LinkedHashMap<>(ofTask);
    }

    static Dimensions of(Task task, boolean byTask) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        put(dimensions, CLUSTER, task.clusterName());
        if (task.serviceName().isEmpty()) {
            put(dimensions, FAMILY, task.family());
        } else {
            put(dimensions, SERVICE, task.serviceName());
        }
        if (byTask) {
            put(dimensions, TASK, task.taskId());
        }
        return new Dimensions(dimensions);
    }

    /** Of a container's metrics; of the task's own for an empty name. */
    Map<String, String> of(String container) {
        Map<String, String> dimensions = new LinkedHashMap<>(ofTask);
        put(dimensions, CONTAINER, container);
        return dimensions;
    }

    private static void put(Map<String, String> dimensions, String name, String value) {
        if (!value.isBlank()) {
            dimensions.put(name, value);
        }
    }
}
