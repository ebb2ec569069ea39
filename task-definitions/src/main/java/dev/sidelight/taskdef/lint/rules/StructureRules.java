package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section A: the shape of the document. */
final class StructureRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                    1,
                    ERROR,
                    REGISTRATION,
                    "the family is missing or malformed",
                    "Every definition is a revision of a family, whose name has 1 to 255 letters, digits, _ and -.",
                    "name the family with letters, digits, _ and - alone",
                    "RegisterTaskDefinition API",
                    StructureChecks::family),
            Rule.of(
                    2,
                    ERROR,
                    REGISTRATION,
                    "there are no containers, or more than 10",
                    "A task has 1 to 10 containers; the quota cannot be raised.",
                    "define at least one container, and move what is above 10 to another task",
                    "RegisterTaskDefinition API; ECS service quotas",
                    StructureChecks::containerCount),
            Rule.of(
                    3,
                    ERROR,
                    REGISTRATION,
                    "no container is essential",
                    "A task stops when an essential container stops, so it needs one.",
                    "leave essential out, or set it to true, of the container that is the application",
                    "cfn-lint E3042",
                    StructureChecks::essential),
            Rule.of(
                    4,
                    ERROR,
                    REGISTRATION,
                    "a container's name or image is missing, malformed or taken",
                    "Containers are told apart by names of 1 to 255 letters, digits, _ and -, and each runs an image.",
                    "give each container a name of its own and an image",
                    "RegisterTaskDefinition API",
                    StructureChecks::containerNames),
            Rule.of(
                            5,
                            ERROR,
                            REGISTRATION,
                            "the definition is larger than 64 KiB",
                            "A task definition has at most 64 KiB; one above 56 KiB has little room left.",
                            "move environment variables to an environment file and drop labels",
                            "ECS service quotas",
                            StructureChecks::size)
                    .varying("a warning above 56 KiB"),
            Rule.of(
                            6,
                            WARNING,
                            OPERATION,
                            "a field that the API does not know",
                            "What sends it decides: the AWS CLI and some SDKs refuse unknown fields before they call, others drop them, and "
                                    + "the setting is without effect. "
                                    + "Fields such as revision and status are only ever answered by DescribeTaskDefinition.",
                            "correct the name, or remove the field",
                            "AWS SDK model of RegisterTaskDefinition",
                            StructureChecks::unknownFields)
                    .varying("information in an answer of DescribeTaskDefinition")
                    .fixedBy(Fixes::fieldNames),
            Rule.of(
                            7,
                            ERROR,
                            REGISTRATION,
                            "a value of the wrong type",
                            "The AWS CLI and SDKs refuse a value of another type: a task's cpu and memory and all log options are "
                                    + "strings, a container's cpu, memory and ports are numbers. They refuse null, too.",
                            "write the value as the type that the API takes",
                            "AWS SDK model of RegisterTaskDefinition",
                            StructureChecks::types)
                    .varying(
                            "a warning for an operatingSystemFamily or networkMode that may be newer than the model; information for null")
                    .fixedBy(Fixes::types),
            Rule.of(
                    8,
                    ERROR,
                    REGISTRATION,
                    "tags that cannot be",
                    "There are at most 50 tags, with keys of 1 to 128 characters, each once, and values of up to 256; the "
                            + "prefix aws: is reserved.",
                    "correct the tag",
                    "RegisterTaskDefinition API",
                    TagChecks::tags));

    private StructureRules() {}
}
