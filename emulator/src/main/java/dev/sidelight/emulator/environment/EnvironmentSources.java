package dev.sidelight.emulator.environment;

import java.util.Optional;

/** What stands for S3, Secrets Manager and Parameter Store; what a task asks of an absent one is left out. */
public record EnvironmentSources(Optional<S3Folder> files, Optional<SecretStore> secrets) {
    public static final EnvironmentSources NONE = new EnvironmentSources(Optional.empty(), Optional.empty());
}
