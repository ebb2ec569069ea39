package dev.sidelight.taskdef.iam.need;

/** The two roles of a task. */
public enum Role {
    /** Of ECS and its agent, before and around the containers. */
    EXECUTION("execution role"),
    /** Of the code in all containers. */
    TASK("task role");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
