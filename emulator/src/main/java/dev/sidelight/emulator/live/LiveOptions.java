package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.endpoint.Addresses;
import dev.sidelight.emulator.environment.EnvironmentSources;
import dev.sidelight.emulator.network.NetworkChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a live task is and how it runs; images maps a container's name or image to the command that it runs. */
public record LiveOptions(
        TaskDefinition definition,
        LaunchType launchType,
        Addresses addresses,
        Duration sampleEvery,
        Map<String, String> images,
        String cluster,
        Optional<String> service,
        NetworkChoice network,
        Optional<Path> logs,
        int timesFaster,
        EnvironmentSources sources) {
    public LiveOptions {
        images = Map.copyOf(images);
        if (timesFaster < 1) {
            throw new IllegalArgumentException("times cannot pass " + timesFaster + " times faster: give 1 or more");
        }
    }

    /** On loopback and free ports, with the launch type's own cadence, and namespaces where that is possible. */
    public static LiveOptions of(TaskDefinition definition, LaunchType launchType) {
        return new LiveOptions(
                definition,
                launchType,
                Addresses.LOOPBACK,
                launchType.cadence(),
                Map.of(),
                "emulated",
                Optional.empty(),
                NetworkChoice.AUTO,
                Optional.empty(),
                1,
                EnvironmentSources.NONE);
    }

    public LiveOptions sampledEvery(Duration cadence) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                cadence,
                images,
                cluster,
                service,
                network,
                logs,
                timesFaster,
                sources);
    }

    public LiveOptions at(Addresses where) {
        return new LiveOptions(
                definition,
                launchType,
                where,
                sampleEvery,
                images,
                cluster,
                service,
                network,
                logs,
                timesFaster,
                sources);
    }

    public LiveOptions with(NetworkChoice choice) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                sampleEvery,
                images,
                cluster,
                service,
                choice,
                logs,
                timesFaster,
                sources);
    }

    public LiveOptions withImages(Map<String, String> commands) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                sampleEvery,
                commands,
                cluster,
                service,
                network,
                logs,
                timesFaster,
                sources);
    }

    public LiveOptions in(String clusterName, Optional<String> serviceName) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                sampleEvery,
                images,
                clusterName,
                serviceName,
                network,
                logs,
                timesFaster,
                sources);
    }

    /** Containers' output goes to files in this folder, in place of stderr. */
    public LiveOptions loggedTo(Path folder) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                sampleEvery,
                images,
                cluster,
                service,
                network,
                Optional.of(folder),
                timesFaster,
                sources);
    }

    /** The definition's times (of health checks, restarts and starts) pass so many times faster than at ECS. */
    public LiveOptions faster(int times) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                sampleEvery,
                images,
                cluster,
                service,
                network,
                logs,
                times,
                sources);
    }

    /** Where environment files and secrets come from; without a source those are left out. */
    public LiveOptions fetchingFrom(EnvironmentSources stores) {
        return new LiveOptions(
                definition,
                launchType,
                addresses,
                sampleEvery,
                images,
                cluster,
                service,
                network,
                logs,
                timesFaster,
                stores);
    }
}
