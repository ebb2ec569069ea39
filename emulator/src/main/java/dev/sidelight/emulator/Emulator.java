package dev.sidelight.emulator;

import dev.sidelight.emulator.endpoint.Addresses;
import dev.sidelight.emulator.endpoint.ControlRoutes;
import dev.sidelight.emulator.endpoint.Resource;
import dev.sidelight.emulator.endpoint.Routes;
import dev.sidelight.emulator.endpoint.Source;
import dev.sidelight.emulator.fault.Fault;
import dev.sidelight.emulator.fault.FaultPath;
import dev.sidelight.emulator.fault.FaultSetting;
import dev.sidelight.emulator.fault.Faults;
import dev.sidelight.emulator.http.HttpListener;
import dev.sidelight.emulator.live.LiveOptions;
import dev.sidelight.emulator.live.LiveTask;
import dev.sidelight.emulator.network.Namespace;
import dev.sidelight.emulator.proc.InterfaceCounters;
import dev.sidelight.emulator.replay.Recording;
import dev.sidelight.emulator.replay.Replay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A running metadata endpoint v4 over a live task or a recording, with faults on demand.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.live(LiveOptions.of(definition, LaunchType.FARGATE))) {
 *     emulator.uri();                                // what ECS_CONTAINER_METADATA_URI_V4 would say
 *     emulator.set(Fault.STALL_BODY, FaultPath.STATS);
 *     emulator.clearFaults();
 * }
 * }</pre>
 *
 * All methods may be called from any thread; closing ends every process and namespace that it started.
 */
public final class Emulator implements AutoCloseable {
    private final Source source;
    private final Optional<LiveTask> task;
    private final String host;
    private final Faults faults = new Faults();
    private final Routes routes;
    private final HttpListener endpoint;
    private final HttpListener control;

    private Emulator(Source source, Optional<LiveTask> task, Addresses addresses) throws IOException {
        this.source = source;
        this.task = task;
        this.host = addresses.host();
        this.routes = new Routes(source, faults);
        List<InetAddress> listening = new ArrayList<>(List.of(InetAddress.getAllByName(host)));
        task.ifPresent(live -> listening.addAll(live.network().gateways()));
        this.endpoint = HttpListener.open(listening, addresses.port(), routes::reply);
        try {
            ControlRoutes controls = new ControlRoutes(this::set, this::clearFaults, source::advance, faults::current);
            this.control = HttpListener.open(
                    List.of(InetAddress.getLoopbackAddress()), addresses.controlPort(), controls::reply);
        } catch (IOException e) {
            endpoint.close();
            throw e;
        }
    }

    /** Starts the task's containers as local processes; needs /proc. */
    public static Emulator live(LiveOptions options) throws IOException {
        LiveTask task = LiveTask.prepare(options);
        try {
            Emulator emulator = new Emulator(task, Optional.of(task), options.addresses());
            task.start(emulator::uriInside);
            return emulator;
        } catch (IOException e) {
            task.close();
            throw e;
        }
    }

    /** Serves a folder's recorded answers, on loopback and a free port; {@link #advance} steps. */
    public static Emulator replay(Path folder) throws IOException {
        return replay(Recording.in(folder), false, Addresses.LOOPBACK);
    }

    public static Emulator replay(Recording recording, boolean looping, Addresses addresses) throws IOException {
        return new Emulator(new Replay(recording, looping), Optional.empty(), addresses);
    }

    /** The metadata address of the first container, as seen from the host. */
    public URI uri() {
        return uriOf(source.ids().keySet().iterator().next());
    }

    /** A container's own metadata address, as seen from the host. */
    public URI uriOf(String container) {
        return URI.create("http://" + host + ":" + endpoint.port() + "/v4/" + id(container));
    }

    /** Where faults are set over HTTP. */
    public URI control() {
        return URI.create("http://127.0.0.1:" + control.port());
    }

    /** Sets a fault for the given paths, or for both when none is given, in place of the one before. */
    public void set(Fault fault, FaultPath... paths) {
        set(new FaultSetting(fault, paths.length == 0 ? FaultPath.all() : Set.of(paths)));
    }

    public void set(FaultSetting setting) {
        faults.set(setting);
        listen();
        routes.makeAll();
    }

    /** Ends all faults; stalled answers go on, and a refusing endpoint listens again on its port. */
    public void clearFaults() {
        faults.clear();
        listen();
    }

    /** The next step of a replay; of a live task, numbers read now. */
    public void advance() {
        source.advance();
    }

    /** How often each resource was asked for since the start, faults included. */
    public Map<Resource, Long> requests() {
        return routes.counts();
    }

    /** The processes of a container of a live task, its first one among them. */
    public List<Long> pidsOf(String container) {
        return live().pidsOf(container);
    }

    /** The interfaces of a live task, read now. */
    public Map<String, InterfaceCounters> interfaceCounters() {
        return live().interfaceCounters();
    }

    /** Where a container of a live task is reached from the host; loopback for a replay. */
    public String hostOf(String container) {
        return task.flatMap(live -> live.network().of(container))
                .map(one -> one.task().getHostAddress())
                .orElse("127.0.0.1");
    }

    /** Stops a live task as ECS does: SIGTERM, stopTimeout, SIGKILL, last container first. The endpoint stays. */
    public void stopTask() {
        live().stop();
    }

    /** Why a live task was stopped, in the words of ECS, when what it needs was not there or not in time. */
    public Optional<String> stoppedReason() {
        return live().stoppedReason();
    }

    /** Kills what is left of a live task at once. */
    @Override
    public void close() {
        faults.clear();
        control.close();
        endpoint.close();
        source.close();
    }

    private synchronized void listen() {
        if (faults.refusing()) {
            endpoint.shut();
        } else {
            endpoint.reopen();
        }
    }

    private LiveTask live() {
        return task.orElseThrow(() -> new IllegalStateException("a replay has no processes"));
    }

    private String uriInside(String container) {
        String inside = live().network()
                .of(container)
                .map(Namespace::host)
                .map(InetAddress::getHostAddress)
                .orElse(host);
        return "http://" + inside + ":" + endpoint.port() + "/v4/" + id(container);
    }

    private String id(String container) {
        String id = source.ids().get(container);
        if (id == null) {
            throw new IllegalArgumentException("no container \"" + container + "\": there are "
                    + source.ids().keySet());
        }
        return id;
    }
}
