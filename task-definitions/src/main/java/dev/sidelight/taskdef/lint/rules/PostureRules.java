package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section J: how safely a task is kept. */
final class PostureRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                            84,
                            WARNING,
                            SECURITY,
                            "a privileged container",
                            "It has all of the instance's devices and capabilities, as if it were root there.",
                            "remove privileged, and add the capabilities that are needed",
                            "Security Hub ECS.4; CKV_AWS_334",
                            PostureChecks::privileged)
                    .asPosture(),
            Rule.of(
                            85,
                            WARNING,
                            SECURITY,
                            "a root file system that can be written",
                            "An intruder can change the program. (ECS Exec does need it writable.)",
                            "set readonlyRootFilesystem to true, and mount a volume where the program writes",
                            "Security Hub ECS.5; CKV_AWS_336",
                            PostureChecks::writableRoot)
                    .asPosture(),
            Rule.of(
                            86,
                            WARNING,
                            SECURITY,
                            "a container that runs as root",
                            "Without user the image's is taken, which mostly is root.",
                            "set user to a number above 0, such as 1000:1000",
                            "Security Hub ECS.20 and ECS.21",
                            PostureChecks::user)
                    .varying("information for a router of logs, which is made to run as root")
                    .asPosture(),
            Rule.of(
                            87,
                            WARNING,
                            SECURITY,
                            "the host's processes",
                            "The task sees all processes of the instance, and their environment.",
                            "remove pidMode, or set it to task",
                            "Security Hub ECS.3; CKV_AWS_335",
                            PostureChecks::hostProcesses)
                    .asPosture(),
            Rule.of(
                            88,
                            WARNING,
                            SECURITY,
                            "root in the host's network",
                            "Root can listen to the instance's traffic and reach what listens on its loopback.",
                            "set user, or take networkMode awsvpc",
                            "Security Hub ECS.1",
                            PostureChecks::hostNetworkRoot)
                    .asPosture(),
            Rule.of(
                            89,
                            WARNING,
                            SECURITY,
                            "one role for the task and its execution",
                            "The application gets the rights to pull images and to fetch all secrets of the task.",
                            "give the task a role of its own",
                            "CKV_AWS_249",
                            PostureChecks::sameRole)
                    .asPosture(),
            Rule.of(
                    90,
                    INFO,
                    RUN,
                    "CloudWatch export without a task role",
                    "Sidelight publishes with the task role's right to cloudwatch:PutMetricData.",
                    "set taskRoleArn",
                    "practice",
                    SidecarChecks::taskRole),
            Rule.of(
                            91,
                            INFO,
                            OPERATION,
                            "an image by a tag that moves",
                            "latest is another image tomorrow, and no tag means latest.",
                            "name the image by a version, or by its digest",
                            "practice",
                            PostureChecks::latest)
                    .asPosture(),
            Rule.of(
                            92,
                            INFO,
                            SECURITY,
                            "more capabilities than needed",
                            "SYS_ADMIN and NET_ADMIN are nearly root, and Docker grants fourteen unless they are dropped.",
                            "drop ALL, and add what is needed",
                            "practice",
                            PostureChecks::capabilities)
                    .asPosture(),
            Rule.of(
                            93,
                            INFO,
                            OPERATION,
                            "no tags",
                            "Tags tell whose a task is, and whom it costs.",
                            "add tags",
                            "Security Hub ECS.15",
                            PostureChecks::untagged)
                    .asPosture(),
            Rule.of(
                    94,
                    INFO,
                    OPERATION,
                    "fault injection in production",
                    "With enableFaultInjection the task accepts faults that are injected into it.",
                    "remove enableFaultInjection",
                    "ECS guide, fault injection",
                    PostureChecks::faults),
            Rule.undecided(
                    95,
                    INFO,
                    SECURITY,
                    "awsvpc on EC2 with the instance's metadata in reach",
                    "Whether ECS_AWSVPC_BLOCK_IMDS is set is known to the instance's agent alone; without it tasks can take the "
                            + "instance's role.",
                    "set ECS_AWSVPC_BLOCK_IMDS=true in the agent's configuration",
                    "ECS guide, task roles"));

    private PostureRules() {}
}
