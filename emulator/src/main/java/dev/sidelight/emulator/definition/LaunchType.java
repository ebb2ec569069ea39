package dev.sidelight.emulator.definition;

import java.time.Duration;

/** Where ECS runs a task, and what its metadata endpoint does differently there. */
public enum LaunchType {
    FARGATE("AWS_ECS_FARGATE", Duration.ofSeconds(10), "eth1"),
    EC2("AWS_ECS_EC2", Duration.ofSeconds(1), "eth0"),
    EXTERNAL("AWS_ECS_EXTERNAL", Duration.ofSeconds(1), "eth0");

    private final String executionEnvironment;
    private final Duration cadence;
    private final String taskInterface;

    LaunchType(String executionEnvironment, Duration cadence, String taskInterface) {
        this.executionEnvironment = executionEnvironment;
        this.cadence = cadence;
        this.taskInterface = taskInterface;
    }

    public String executionEnvironment() {
        return executionEnvironment;
    }

    /** How far apart the endpoint's readings are. */
    public Duration cadence() {
        return cadence;
    }

    /** The interface's name inside a task or container. */
    public String taskInterface() {
        return taskInterface;
    }
}
