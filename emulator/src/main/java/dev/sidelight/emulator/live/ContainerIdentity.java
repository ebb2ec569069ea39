package dev.sidelight.emulator.live;

/** The names that a container goes by. */
record ContainerIdentity(String endpointId, String dockerId, String dockerName, String imageId, String arn) {
    static ContainerIdentity of(TaskIdentity task, String family, String revision, String container) {
        return new ContainerIdentity(
                task.newEndpointId(),
                task.newDockerId(),
                task.dockerName(family, revision, container),
                task.newImageId(),
                task.newContainerArn());
    }
}
