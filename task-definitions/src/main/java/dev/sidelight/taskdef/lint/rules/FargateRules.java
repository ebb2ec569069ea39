package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;

import dev.sidelight.taskdef.lint.rule.Check;
import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section B: what Fargate takes and refuses. */
final class FargateRules {

    private static final String GUIDE = "ECS guide, task definition differences for Fargate";

    static final List<Rule> RULES = List.of(
            Rule.of(
                    9,
                    ERROR,
                    REGISTRATION,
                    "Fargate: the task's cpu or memory is missing",
                    "AWS says \"Fargate requires that 'cpu' be defined at the task level.\"",
                    "set cpu and memory of the task, such as \"256\" and \"512\"",
                    "cfn-lint E3048",
                    onFargate(FargateSizeChecks::taskSize)),
            Rule.of(
                    10,
                    ERROR,
                    REGISTRATION,
                    "Fargate: no such pair of cpu and memory",
                    "AWS says \"No Fargate configuration exists for given values.\"",
                    "take a pair that there is",
                    "ECS guide, Fargate task sizes; cfn-lint E3047",
                    onFargate(FargateSizeChecks::pair)),
            Rule.of(
                    11,
                    INFO,
                    REGISTRATION,
                    "Fargate: the newest size, 32 virtual CPUs",
                    "Not every Region has it yet, and other linters do not know it.",
                    "make sure that the Region has it",
                    "ECS guide, Fargate task sizes",
                    onFargate(FargateSizeChecks::newest)),
            Rule.of(
                            12,
                            ERROR,
                            REGISTRATION,
                            "Fargate: the network mode is not awsvpc",
                            "AWS says \"Fargate only supports network mode 'awsvpc'.\", and bridge is what is taken where none is set.",
                            "set networkMode to awsvpc",
                            "cfn-lint E3048",
                            onFargate(FargateChecks::networkMode))
                    .fixedBy(Fixes::awsvpc),
            Rule.of(
                    13,
                    ERROR,
                    REGISTRATION,
                    "Fargate: a field that it does not take",
                    "There is no host of one's own on Fargate, so what concerns the host is refused.",
                    "remove the field",
                    GUIDE + "; cfn-lint E3048",
                    onFargate(FargateChecks::forbidden)),
            Rule.of(
                    14,
                    ERROR,
                    REGISTRATION,
                    "Fargate: devices, shared memory or a capability that it does not take",
                    "Of capabilities Fargate adds SYS_PTRACE alone; it has no devices and no sharedMemorySize.",
                    "remove it",
                    GUIDE,
                    onFargate(FargateChecks::linuxParameters)),
            Rule.of(
                    15,
                    ERROR,
                    REGISTRATION,
                    "Fargate: a volume of the host or of Docker",
                    "AWS says \"Fargate compatible task definitions do not support sourcePath\"; Docker's volumes are refused, too.",
                    "take \"host\": {} for a volume that the containers share, or EFS",
                    GUIDE,
                    onFargate(FargateChecks::volumes)),
            Rule.of(
                    16,
                    ERROR,
                    REGISTRATION,
                    "Fargate: pidMode host",
                    "On Fargate processes can be shared within the task alone, by pidMode task (platform 1.4.0 and later).",
                    "set pidMode to task, or remove it",
                    GUIDE,
                    onFargate(FargateChecks::pidMode)),
            Rule.of(
                    17,
                    ERROR,
                    REGISTRATION,
                    "Fargate: a log driver that it does not take",
                    "Fargate logs by awslogs, splunk and awsfirelens.",
                    "take awslogs, splunk or awsfirelens",
                    "cfn-lint E3048 and E3713",
                    onFargate(FargateChecks::logDriver)),
            Rule.of(
                    18,
                    ERROR,
                    REGISTRATION,
                    "Fargate: no execution role for ECR or awslogs",
                    "AWS says \"Fargate requires task definition to have execution role ARN to support ECR images\", or "
                            + "\"log driver awslogs\": the role pulls the image and writes the log.",
                    "set executionRoleArn, to a role with AmazonECSTaskExecutionRolePolicy for instance",
                    "observed answers of RegisterTaskDefinition",
                    onFargate(FargateChecks::executionRole)),
            Rule.of(
                    19,
                    ERROR,
                    REGISTRATION,
                    "Fargate: ephemeral storage outside 21 to 200 GiB",
                    "20 GiB are there without asking, and asking for 20 is refused: \"size should be at least 21\".",
                    "leave ephemeralStorage out for 20 GiB, or ask for 21 to 200",
                    "RegisterTaskDefinition API",
                    onFargate(FargateSizeChecks::ephemeralStorage)),
            Rule.of(
                            20,
                            WARNING,
                            OPERATION,
                            "requiresCompatibilities is missing",
                            "Without it registration checks nothing for the launch type; mistakes show when a task is run.",
                            "set requiresCompatibilities to [\"FARGATE\"] or [\"EC2\"]",
                            "RegisterTaskDefinition API; cfn-lint E3054",
                            FargateChecks::compatibilities)
                    .asPosture(),
            Rule.of(
                    21,
                    WARNING,
                    RUN,
                    "the platform does not match the image",
                    "An image of another architecture ends at once with \"exec format error\"; Windows runs on X86_64, "
                            + "and on Fargate with at least one virtual CPU.",
                    "set runtimePlatform.cpuArchitecture to the image's architecture",
                    "RegisterTaskDefinition API",
                    FargateChecks::platform),
            Rule.of(
                    22,
                    ERROR,
                    RUN,
                    "Fargate: a stop or start timeout outside 2 to 120 s",
                    "Fargate gives a container at most 120 s to stop or to start, and at least 2.",
                    "set it to 2 to 120",
                    "RegisterTaskDefinition API",
                    onFargate(FargateChecks::timeouts)),
            Rule.of(
                    23,
                    WARNING,
                    RUN,
                    "Fargate: FireLens configuration from S3",
                    "On Fargate FireLens reads a configuration from a file in the image alone.",
                    "put the file into the image and set config-file-type to file",
                    "ECS guide, FireLens",
                    onFargate(FargateChecks::fireLens)));

    private FargateRules() {}

    private static Check onFargate(Check check) {
        return (subject, out) -> {
            if (subject.isFargate()) {
                check.check(subject, out);
            }
        };
    }
}
