package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.stream.Stream;

/** What of a definition a function or a placeholder makes, so that the needs of what is in it are not known. */
final class Unseen {

    /** Fields of a container that needs are derived from. */
    private static final List<String> LOOKED_INTO = List.of(
            "environmentFiles",
            "firelensConfiguration",
            "logConfiguration",
            "mountPoints",
            "repositoryCredentials",
            "secrets");

    private static final List<String> OF_VOLUMES =
            List.of("efsVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration");

    private Unseen() {}

    /** Its names, such as {@code secrets of web}. */
    static List<String> of(Subject subject) {
        return Stream.of(containers(subject), volumes(subject))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    private static Stream<String> containers(Subject subject) {
        Spot all = subject.at("containerDefinitions");
        if (all.isAbsent()) {
            return Stream.of("containerDefinitions, which is missing");
        }
        return Stream.concat(
                unknown(all, "containers"), subject.containers().stream().flatMap(Unseen::fields));
    }

    private static Stream<String> fields(Container container) {
        String of = " of " + container.label();
        Spot log = container.at("logConfiguration");
        return Stream.of(
                        LOOKED_INTO.stream().flatMap(field -> unknown(container.at(field), field + of)),
                        log.isUnknown()
                                ? Stream.<String>empty()
                                : Stream.of("options", "secretOptions")
                                        .flatMap(field -> unknown(log.at(field), field + of)),
                        container.isSidelight()
                                ? unknown(container.at("environment"), "environment" + of)
                                : Stream.<String>empty())
                .flatMap(names -> names);
    }

    private static Stream<String> volumes(Subject subject) {
        Spot volumes = subject.at("volumes");
        return Stream.concat(
                unknown(volumes, "volumes"),
                volumes.items().stream()
                        .filter(volume -> !volume.isUnknown())
                        .flatMap(volume -> OF_VOLUMES.stream()
                                .flatMap(kind -> unknown(
                                        volume.at(kind),
                                        kind + " of " + volume.at("name").raw().orElse("a volume")))));
    }

    /** The value itself, or those of its items that are not written out. */
    private static Stream<String> unknown(Spot spot, String name) {
        return Stream.concat(Stream.of(spot), spot.items().stream())
                .filter(one ->
                        one.isUnknown() || one.value().filter(Unseen::isLoop).isPresent())
                .map(one -> name + function(one) + " (" + one.pointer() + ")");
    }

    /** An object whose only member is {@code Fn::ForEach}. */
    private static boolean isLoop(Value value) {
        return value instanceof Value.Members object
                && object.members().stream().anyMatch(member -> member.name().startsWith("Fn::"));
    }

    private static String function(Spot spot) {
        return spot.value().orElse(null) instanceof Value.Unknown unknown ? " by " + unknown.function() : "";
    }
}
