package dev.sidelight.emulator.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.emulator.definition.ContainerDefinition;
import dev.sidelight.emulator.definition.DependencyOrder;
import dev.sidelight.emulator.definition.TaskDefinition;
import dev.sidelight.emulator.disk.TemporaryFolder;
import dev.sidelight.emulator.endpoint.Resource;
import dev.sidelight.emulator.endpoint.Source;
import dev.sidelight.emulator.environment.ContainerEnvironment;
import dev.sidelight.emulator.environment.Fetching;
import dev.sidelight.emulator.environment.NotFetched;
import dev.sidelight.emulator.network.TaskNetwork;
import dev.sidelight.emulator.proc.InterfaceCounters;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A task whose containers are local processes: started in order, stopped in reverse, as one when an essential ends. */
public final class LiveTask implements Source {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private final LiveOptions options;
    private final Pace pace;
    private final TaskNetwork network;
    private final TemporaryFolder folder;
    private final TaskAnswers answers;
    private final TaskIdentity identity;
    private final List<LiveContainer> containers;
    private final Thread onExit = new Thread(this::end, "end-task");
    private final AtomicReference<Optional<Instant>> stopping = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> stoppedReason = new AtomicReference<>(Optional.empty());

    private LiveTask(LiveOptions options, TaskNetwork network, TemporaryFolder folder) {
        this.options = options;
        this.network = network;
        this.folder = folder;
        this.identity = TaskIdentity.of(options.launchType(), options.cluster(), new SecureRandom());
        this.pace = new Pace(options.timesFaster());
        this.containers =
                options.definition().containers().stream().map(this::container).toList();
        this.answers = new TaskAnswers(options, identity, containers, Instant.now());
    }

    /** Prepares network and folders; nothing runs until {@link #start}. */
    public static LiveTask prepare(LiveOptions options) throws IOException {
        TaskNetwork network = TaskNetwork.create(
                options.definition(), options.launchType().taskInterface(), options.network(), LiveTask::say);
        try {
            LiveTask task = new LiveTask(options, network, TemporaryFolder.create("sidelight-task"));
            Runtime.getRuntime().addShutdownHook(task.onExit);
            return task;
        } catch (IOException e) {
            network.close();
            throw e;
        }
    }

    public TaskNetwork network() {
        return network;
    }

    /**
     * Starts the containers once what they need is fetched, each when its dependencies are met and those without at once; {@code uri} gives each its
     * metadata address by its name.
     */
    public void start(UnaryOperator<String> uri) throws IOException {
        Optional<Map<String, ContainerEnvironment>> environments = fetched();
        if (environments.isEmpty()) {
            return;
        }
        for (LiveContainer container : containers) {
            String name = container.definition().name();
            ContainerProcess process =
                    process(container, Objects.requireNonNull(environments.get().get(name)), uri.apply(name));
            Waiting waiting = new Waiting(container, this::named, pace);
            if (waiting.isOver()) {
                start(container, process);
            } else {
                Thread.ofVirtual().name("start-" + name).start(() -> startWhenReady(waiting, process));
            }
        }
    }

    /** What cannot be fetched ends the task before any container starts. */
    private Optional<Map<String, ContainerEnvironment>> fetched() {
        try {
            return Optional.of(Fetching.of(
                    options.definition().containers(),
                    options.sources(),
                    options.launchType(),
                    TaskIdentity.REGION,
                    LiveTask::say));
        } catch (NotFetched e) {
            e.details().forEach(LiveTask::say);
            stopFor(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void start(LiveContainer container, ContainerProcess process) {
        container.start(process, options.sampleEvery(), () -> ended(container.definition()));
    }

    /** A dependency that can no longer be met, or is not in time, ends the task, as at ECS. */
    private void startWhenReady(Waiting waiting, ContainerProcess process) {
        while (!waiting.isOver() && stopping.get().isEmpty()) {
            Optional<String> hopeless = waiting.hopeless();
            if (hopeless.isPresent()) {
                stopFor(hopeless.get());
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        if (stopping.get().isEmpty()) {
            start(waiting.container(), process);
        }
    }

    private ContainerProcess process(LiveContainer container, ContainerEnvironment environment, String metadata)
            throws IOException {
        ContainerDefinition definition = container.definition();
        return new ContainerProcess(
                definition,
                ContainerCommand.of(definition, options.images()),
                container.namespace(),
                environment,
                InjectedVariables.of(options.launchType(), metadata),
                folder.of(definition.name()),
                options.logs());
    }

    @Override
    public Map<String, String> ids() {
        return containers.stream()
                .collect(Collectors.toMap(
                        one -> one.definition().name(),
                        one -> one.identity().endpointId(),
                        (a, b) -> a,
                        java.util.LinkedHashMap::new));
    }

    @Override
    public Optional<JsonNode> answer(Resource resource, String id) {
        return containers.stream()
                .filter(one -> one.identity().endpointId().equals(id))
                .findFirst()
                .map(one -> answers.of(resource, one, stopping.get(), TemporaryFolder.bytesIn(folder.root())));
    }

    @Override
    public void advance() {
        containers.forEach(one -> one.sampling().sample());
    }

    public List<Long> pidsOf(String container) {
        return named(container).sampling().pids();
    }

    /** The task's interfaces as its first running container sees them now. */
    public Map<String, InterfaceCounters> interfaceCounters() {
        return containers.stream()
                .map(one -> one.sampling().interfaces())
                .filter(interfaces -> !interfaces.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    /** Stops the task as ECS does, and waits for its end; does nothing when that has begun. */
    public void stop() {
        if (stopping.compareAndSet(Optional.empty(), Optional.of(Instant.now()))) {
            stopAll();
        }
    }

    /** Why the task was stopped, where it was for what it needs. */
    public Optional<String> stoppedReason() {
        return stoppedReason.get();
    }

    /** SIGKILL to every process that is left; network and folders go. The JVM's end does the same. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and runs it.
        }
        end();
    }

    private synchronized void end() {
        stopping.compareAndSet(Optional.empty(), Optional.of(Instant.now()));
        containers.forEach(LiveContainer::kill);
        network.close();
        folder.close();
    }

    private void stopFor(String reason) {
        stoppedReason.compareAndSet(Optional.empty(), Optional.of(reason));
        say("the task is stopped: " + reason);
        stop();
    }

    private static void say(String message) {
        System.err.println("emulator: " + message);
    }

    private void stopAll() {
        containers.forEach(LiveContainer::wantStopped);
        DependencyOrder.of(options.definition().containers()).reversed().stream()
                .map(one -> named(one.name()))
                .forEach(LiveContainer::stop);
    }

    private void ended(ContainerDefinition definition) {
        if (definition.essential()) {
            stop();
        }
    }

    private LiveContainer container(ContainerDefinition definition) {
        TaskDefinition task = options.definition();
        return new LiveContainer(
                definition,
                ContainerIdentity.of(identity, task.family(), task.revision(), definition.name()),
                network.of(definition.name()),
                folder.root().resolve(definition.name()),
                pace);
    }

    private LiveContainer named(String name) {
        return containers.stream()
                .filter(one -> one.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no container \"" + name + "\""));
    }
}
