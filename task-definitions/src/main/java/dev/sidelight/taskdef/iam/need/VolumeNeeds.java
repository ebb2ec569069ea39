package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Optional;

/** What volumes need. */
final class VolumeNeeds {

    private static final String ACCESS_POINT = "elasticfilesystem:AccessPointArn";

    private VolumeNeeds() {}

    static void gather(Subject subject, Gathering out) {
        for (Spot volume : subject.at("volumes").items()) {
            String name = volume.at("name").raw().orElse(volume.name());
            efs(volume, name, subject, out);
            Spot fsx = volume.at("fsxWindowsFileServerVolumeConfiguration").at("authorizationConfig");
            if (fsx.isPresent()) {
                SecretNeeds.credentials(fsx.at("credentialsParameter"), "file server of volume " + name, out);
            }
            if (volume.at("s3filesVolumeConfiguration").isPresent()) {
                out.note("what S3 Files needs in the task role for volume " + name + " is not derived here");
            }
            if (volume.at("configuredAtLaunch").is(true)) {
                out.note("volume " + name + " is made at launch, by the service's infrastructure role");
            }
        }
    }

    private static void efs(Spot volume, String name, Subject subject, Gathering out) {
        Spot efs = volume.at("efsVolumeConfiguration");
        Spot iam = efs.at("authorizationConfig").at("iam");
        if (iam.isUnknown()) {
            out.note("if volume " + name + " is mounted with IAM, the task role needs elasticfilesystem:ClientMount");
        }
        if (!iam.is("ENABLED")) {
            return;
        }
        Home home = out.home();
        Optional<String> point = Optional.of(efs.at("authorizationConfig").at("accessPointId"))
                .filter(Spot::isPresent)
                .map(id -> out.filled(id, "ACCESS_POINT"));
        out.need(
                isWritten(subject, name) ? Permission.EFS_WRITE : Permission.EFS_READ,
                home.arn("elasticfilesystem", "file-system/" + out.filled(efs.at("fileSystemId"), "FILE_SYSTEM")),
                point
                        .map(id -> new Condition(
                                "StringEquals",
                                ACCESS_POINT,
                                List.of(home.arn("elasticfilesystem", "access-point/" + id))))
                        .stream()
                        .toList(),
                "volume " + name);
        if (point.isEmpty()) {
            out.note("containers that write as root to volume " + name
                    + " need elasticfilesystem:ClientRootAccess, too");
        }
    }

    private static boolean isWritten(Subject subject, String volume) {
        return subject.containers().stream()
                .flatMap(container -> container.at("mountPoints").items().stream())
                .anyMatch(mount -> mount.at("sourceVolume").is(volume)
                        && !mount.at("readOnly").is(true));
    }
}
