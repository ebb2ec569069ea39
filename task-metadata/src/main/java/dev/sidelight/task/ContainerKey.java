package dev.sidelight.task;

/**
 * What a container is known by from one poll to the next: its name, too, since an endpoint may leave ids out or repeat
 * one.
 *
 * @param id the Docker id, or the ARN where that is missing; else empty
 */
public record ContainerKey(String name, String id) {

    /** The key of a container. */
    public static ContainerKey of(Container container) {
        return new ContainerKey(
                container.name(), container.dockerId().isEmpty() ? container.containerArn() : container.dockerId());
    }
}
