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
import java.util.function.Consumer;

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

    /** Its containers are sampled this often. */
    public LiveOptions sampledEvery(Duration cadence) {
        return changed(draft -> draft.sampleEvery = cadence);
    }

    /** Its endpoints answer there. */
    public LiveOptions at(Addresses where) {
        return changed(draft -> draft.addresses = where);
    }

    /** Its containers are in this network. */
    public LiveOptions with(NetworkChoice choice) {
        return changed(draft -> draft.network = choice);
    }

    /** Commands by the container or image that they stand for. */
    public LiveOptions withImages(Map<String, String> commands) {
        return changed(draft -> draft.images = commands);
    }

    /** The cluster and the service that the task says it is of. */
    public LiveOptions in(String clusterName, Optional<String> serviceName) {
        return changed(draft -> {
            draft.cluster = clusterName;
            draft.service = serviceName;
        });
    }

    /** Containers' output goes to files in this folder, in place of stderr. */
    public LiveOptions loggedTo(Path folder) {
        return changed(draft -> draft.logs = Optional.of(folder));
    }

    /** The definition's times (of health checks, restarts and starts) pass so many times faster than at ECS. */
    public LiveOptions faster(int times) {
        return changed(draft -> draft.timesFaster = times);
    }

    /** Where environment files and secrets come from; without a source those are left out. */
    public LiveOptions fetchingFrom(EnvironmentSources stores) {
        return changed(draft -> draft.sources = stores);
    }

    private LiveOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** What can be changed, for the length of one change. */
    private static final class Draft {
        private final LiveOptions from;
        private Addresses addresses;
        private Duration sampleEvery;
        private Map<String, String> images;
        private String cluster;
        private Optional<String> service;
        private NetworkChoice network;
        private Optional<Path> logs;
        private int timesFaster;
        private EnvironmentSources sources;

        Draft(LiveOptions from) {
            this.from = from;
            addresses = from.addresses;
            sampleEvery = from.sampleEvery;
            images = from.images;
            cluster = from.cluster;
            service = from.service;
            network = from.network;
            logs = from.logs;
            timesFaster = from.timesFaster;
            sources = from.sources;
        }

        LiveOptions finished() {
            return new LiveOptions(
                    from.definition,
                    from.launchType,
                    addresses,
                    sampleEvery,
                    images,
                    cluster,
                    service,
                    network,
                    logs,
                    timesFaster,
                    sources);
        }
    }
}
