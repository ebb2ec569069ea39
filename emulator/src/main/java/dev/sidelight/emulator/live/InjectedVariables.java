package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.LaunchType;
import java.util.Map;

/** The variables that ECS adds to every container. */
final class InjectedVariables {
    private InjectedVariables() {}

    static Map<String, String> of(LaunchType launchType, String metadata) {
        return Map.of(
                "ECS_CONTAINER_METADATA_URI_V4",
                metadata,
                "ECS_AGENT_URI",
                metadata.replace("/v4/", "/api/"),
                "AWS_EXECUTION_ENV",
                launchType.executionEnvironment(),
                "AWS_REGION",
                TaskIdentity.REGION,
                "AWS_DEFAULT_REGION",
                TaskIdentity.REGION);
    }
}
