package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section I: volumes. */
final class VolumeRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                    80,
                    ERROR,
                    REGISTRATION,
                    "a volume or container to mount from that is not there",
                    "Containers mount volumes of the definition by name; a volume is of one kind, and one at most is configured at "
                            + "launch.",
                    "name a volume that is defined, or define it",
                    "RegisterTaskDefinition API",
                    VolumeChecks::mounts),
            Rule.of(
                    81,
                    WARNING,
                    OPERATION,
                    "a volume that no container mounts",
                    "It is there for nothing, or a mount point is missing.",
                    "mount it, or remove it",
                    "practice",
                    VolumeChecks::unused),
            Rule.of(
                            82,
                            WARNING,
                            SECURITY,
                            "EFS without encryption in transit",
                            "Files go through the network in the clear; with IAM or an access point encryption is required, and an access "
                                    + "point has its root directory in itself.",
                            "set transitEncryption to ENABLED",
                            "Security Hub ECS.18; CKV_AWS_97",
                            VolumeChecks::efs)
                    .varying("an error where IAM or an access point is used, which registration refuses"),
            Rule.of(
                    83,
                    WARNING,
                    RUN,
                    "a read-only root under a program that writes",
                    "A Java machine writes /tmp/hsperfdata; ECS Exec does not work on a read-only root either.",
                    "mount a volume at /tmp, or set -XX:-UsePerfData",
                    "ECS guide, ECS Exec",
                    VolumeChecks::readOnlyRoot));

    private VolumeRules() {}
}
