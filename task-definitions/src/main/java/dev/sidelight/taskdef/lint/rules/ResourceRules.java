package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section C: CPU, memory and limits. */
final class ResourceRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                    24,
                    ERROR,
                    REGISTRATION,
                    "the containers' cpu is more than the task's",
                    "AWS says \"The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.\"",
                    "raise the task's cpu or lower the containers'",
                    "observed answers of RegisterTaskDefinition",
                    ResourceChecks::cpuSum),
            Rule.of(
                    25,
                    ERROR,
                    REGISTRATION,
                    "the containers' memory is more than the task's",
                    "AWS says \"The sum of all container 'memoryReservation' values cannot be greater than the value of the "
                            + "task 'memory'.\", and the same of memory.",
                    "raise the task's memory or lower the containers'",
                    "RegisterTaskDefinition API",
                    ResourceChecks::memorySum),
            Rule.of(
                    26,
                    ERROR,
                    REGISTRATION,
                    "EC2: a container has no memory, and the task has none either",
                    "AWS says \"At least one of 'memory' or 'memoryReservation' must be specified.\"",
                    "set memory or memoryReservation of the container, or memory of the task",
                    "observed answers of RegisterTaskDefinition",
                    ResourceChecks::memoryMissing),
            Rule.of(
                            27,
                            ERROR,
                            REGISTRATION,
                            "a container's memory is below its reservation or below 6 MiB",
                            "The hard limit must not be below the soft one, and Docker starts nothing below 6 MiB (4 before 20.10).",
                            "raise memory, or lower memoryReservation",
                            "RegisterTaskDefinition API",
                            ResourceChecks::memoryBounds)
                    .varying("a warning for 4 and 5 MiB, which older agents take"),
            Rule.of(
                    28,
                    WARNING,
                    OPERATION,
                    "a Java machine without a limit of memory",
                    "It sizes its heap by the memory that it sees, and is killed with exit code 137 when the task's is used up.",
                    "set memory of the container, or -XX:MaxRAMPercentage in JAVA_TOOL_OPTIONS",
                    "practice",
                    ResourceChecks::javaHeap),
            Rule.of(
                    29,
                    WARNING,
                    OPERATION,
                    "a sidecar without a limit of memory",
                    "A sidecar that leaks takes the memory of the application, which is then the one that is killed.",
                    "set memoryReservation and memory of the sidecar",
                    "practice",
                    ResourceChecks::sidecarMemory),
            Rule.of(
                    30,
                    ERROR,
                    REGISTRATION,
                    "a ulimit that cannot be",
                    "The soft limit must not be above the hard one, the name must be Linux's, and Fargate has at most "
                            + "1048576 open files.",
                    "correct the ulimit",
                    "RegisterTaskDefinition API",
                    ResourceChecks::ulimits));

    private ResourceRules() {}
}
