package dev.sidelight.emulator.endpoint;

import dev.sidelight.emulator.fault.FaultPath;
import java.util.Arrays;
import java.util.Optional;

/** What the endpoint serves below {@code /v4/<id>}, with the words of the ECS agent for an id it does not know. */
public enum Resource {
    CONTAINER(
            "",
            FaultPath.TASK,
            "V4 container metadata handler: unable to get container ID from request:"
                    + " unable to get docker ID from v3 endpoint ID: "),
    TASK(
            "/task",
            FaultPath.TASK,
            "V4 task metadata handler: unable to get task arn from request:"
                    + " unable to get task Arn from v3 endpoint ID: "),
    TASK_WITH_TAGS(
            "/taskWithTags",
            FaultPath.TASK,
            "V4 task metadata handler: unable to get task arn from request:"
                    + " unable to get task Arn from v3 endpoint ID: "),
    CONTAINER_STATS(
            "/stats",
            FaultPath.STATS,
            "V4 container stats handler: unable to get task arn from request:"
                    + " unable to get task Arn from v3 endpoint ID: "),
    TASK_STATS(
            "/task/stats",
            FaultPath.STATS,
            "V4 task stats handler: unable to get task arn from request:"
                    + " unable to get task Arn from v3 endpoint ID: ");

    private final String suffix;
    private final FaultPath faultPath;
    private final String unknown;

    Resource(String suffix, FaultPath faultPath, String unknown) {
        this.suffix = suffix;
        this.faultPath = faultPath;
        this.unknown = unknown;
    }

    /** What follows the id in the path. */
    public String suffix() {
        return suffix;
    }

    FaultPath faultPath() {
        return faultPath;
    }

    String unknown(String id) {
        return unknown + id;
    }

    static Optional<Resource> of(String suffix) {
        return Arrays.stream(values())
                .filter(resource -> resource.suffix.equals(suffix))
                .findFirst();
    }
}
