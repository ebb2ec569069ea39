package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Stage;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks of {@link VolumeRules}. */
final class VolumeChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final List<String> KINDS = List.of(
            "dockerVolumeConfiguration",
            "efsVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration",
            "s3filesVolumeConfiguration");

    private VolumeChecks() {}

    static void mounts(Subject subject, Findings out) {
        Spot volumes = subject.at("volumes");
        volumes(volumes, out);
        boolean known = !volumes.isUnknown()
                && volumes.items().stream().allMatch(one -> one.at("name").isKnown());
        List<String> names = volumes.items().stream()
                .flatMap(volume -> volume.at("name").text().stream())
                .toList();
        Set<String> containers = subject.containerNames();
        for (Container container : subject.containers()) {
            for (Spot mount : container.at("mountPoints").items()) {
                Spot source = mount.at("sourceVolume");
                if (source.isAbsent() && mount.isPresent() && !mount.isUnknown()) {
                    out.at(source, "a mount point names no volume");
                }
                source.text()
                        .filter(name -> known && !names.contains(name))
                        .ifPresent(name -> out.at(source, "there is no volume " + name + Nearest.hint(name, names)));
            }
            for (Spot from : container.at("volumesFrom").items()) {
                Spot source = from.at("sourceContainer");
                source.text()
                        .filter(name -> !containers.isEmpty() && !containers.contains(name))
                        .ifPresent(name ->
                                out.at(source, "there is no container " + name + Nearest.hint(name, containers)));
            }
        }
    }

    private static void volumes(Spot volumes, Findings out) {
        Set<String> taken = new HashSet<>();
        long atLaunch = 0;
        for (Spot volume : volumes.items()) {
            Spot name = volume.at("name");
            if (name.isAbsent()) {
                out.at(name, "a volume has no name", "name the volume");
            }
            name.text().ifPresent(text -> {
                if (!NAME.matcher(text).matches()) {
                    out.at(name, "volume name \"" + Texts.brief(text) + "\" is not 1 to 255 letters, digits, _ and -");
                } else if (!taken.add(text)) {
                    out.at(name, "another volume is named " + text + ", too");
                }
            });
            if (kinds(volume) > 1) {
                out.at(volume, "a volume is of one kind, and this one is of " + kinds(volume));
            }
            atLaunch += volume.at("configuredAtLaunch").is(true) ? 1 : 0;
        }
        if (atLaunch > 1) {
            out.at(volumes, atLaunch + " volumes are configured at launch, and one can be");
        }
    }

    private static long kinds(Spot volume) {
        boolean host = volume.at("host").value().orElse(null) instanceof Value.Members object
                && (object.members().isEmpty()
                        || volume.at("host").at("sourcePath").isPresent());
        return KINDS.stream()
                        .map(volume::at)
                        .filter(kind -> kind.isPresent() && kind.value().isPresent())
                        .count()
                + (host ? 1 : 0)
                + (volume.at("configuredAtLaunch").is(true) ? 1 : 0);
    }

    static void unused(Subject subject, Findings out) {
        List<Spot> mounts = subject.containers().stream()
                .flatMap(container -> container.at("mountPoints").items().stream())
                .map(mount -> mount.at("sourceVolume"))
                .toList();
        boolean known = subject.areContainersKnown()
                && !subject.containers().isEmpty()
                && mounts.stream().noneMatch(Spot::isUnknown)
                && subject.containers().stream()
                        .noneMatch(container -> container.at("mountPoints").isUnknown());
        if (!known) {
            return;
        }
        for (Spot volume : subject.at("volumes").items()) {
            volume.at("name")
                    .text()
                    .filter(name -> mounts.stream().noneMatch(mount -> mount.is(name)))
                    .ifPresent(name -> out.at(volume, "no container mounts the volume " + name));
        }
    }

    static void efs(Subject subject, Findings out) {
        for (Spot volume : subject.at("volumes").items()) {
            Spot efs = volume.at("efsVolumeConfiguration");
            if (!(efs.value().orElse(null) instanceof Value.Members)) {
                continue;
            }
            Spot encryption = efs.at("transitEncryption");
            Spot access = efs.at("authorizationConfig");
            boolean point = access.at("accessPointId").isPresent() && !access.isUnknown();
            boolean required = point || access.at("iam").is("ENABLED");
            if (encryption.isAbsent() || (encryption.isKnown() && !encryption.is("ENABLED"))) {
                out.at(
                        encryption,
                        required ? ERROR : WARNING,
                        required ? Stage.REGISTRATION : Stage.SECURITY,
                        "transitEncryption is not ENABLED" + (required ? ", which IAM and access points need" : ""));
            }
            Spot directory = efs.at("rootDirectory");
            if (point && directory.text().filter(path -> !path.equals("/")).isPresent()) {
                out.at(
                        directory,
                        ERROR,
                        Stage.REGISTRATION,
                        "with an access point the root directory is the access point's",
                        "remove rootDirectory");
            }
        }
    }

    static void readOnlyRoot(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            boolean quiet = Stream.concat(
                            container.arguments().stream(),
                            container.at("environment").items().stream()
                                    .flatMap(variable -> variable.at("value").raw().stream()))
                    .anyMatch(text -> text.contains("UsePerfData"));
            boolean mounted = container.at("mountPoints").items().stream()
                            .anyMatch(mount -> mount.at("containerPath").is("/tmp"))
                    || container.at("linuxParameters").at("tmpfs").items().stream()
                            .anyMatch(mount -> mount.at("containerPath").is("/tmp"));
            if (container.at("readonlyRootFilesystem").is(true)
                    && container.image().isJvm()
                    && !quiet
                    && !mounted) {
                out.at(
                        container.at("readonlyRootFilesystem"),
                        "container " + container.label() + " runs Java, which writes to /tmp");
            }
        }
    }
}
