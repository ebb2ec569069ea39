package dev.sidelight.agent;

import dev.sidelight.agent.check.Checks;
import dev.sidelight.agent.config.Configuration;
import dev.sidelight.agent.http.Routes;
import dev.sidelight.agent.http.Server;
import dev.sidelight.agent.marker.Markers;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.poll.PollLoop;
import dev.sidelight.agent.poll.Poller;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.agent.prometheus.OwnMetrics;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A running sidecar: its parts wired in order, and closed in reverse. */
public final class Agent implements AutoCloseable {

    private final Checks checks;
    private final Optional<Markers> markers;
    private final PollLoop loop;
    private final MetadataEndpoint endpoint;
    private final Server server;

    private Agent(Checks checks, Optional<Markers> markers, PollLoop loop, MetadataEndpoint endpoint, Server server) {
        this.checks = checks;
        this.markers = markers;
        this.loop = loop;
        this.endpoint = endpoint;
        this.server = server;
    }

    /**
     * Starts to serve, then to poll.
     *
     * @throws RuntimeException when the HTTP address cannot be bound
     */
    public static Agent start(Configuration configuration, String version, MomentSource time) {
        PrometheusMeterRegistry registry = OwnMetrics.registry(version);
        Moment start = time.now();
        Observation first = Observation.none(
                start,
                configuration.pollInterval(),
                configuration.containers()::includes,
                TaskHealth.first(configuration.healthPolicy(), start));
        AtomicReference<Observation> latest = new AtomicReference<>(first);
        Expositions expositions = new Expositions(latest::get, time, registry);
        Routes routes = new Routes(version, configuration.warnings(), latest::get, expositions, time);
        Server server = Server.start(routes, configuration.httpHost(), configuration.httpPort());
        Checks checks = Checks.start(configuration.healthPolicy(), time);
        Optional<Markers> markers = configuration.healthDir().map(Markers::in);
        MetadataEndpoint endpoint = new MetadataEndpoint(configuration.metadata());

        PollLoop loop = PollLoop.start(
                new Poller(endpoint, configuration.pollInterval(), first, checks, time, registry, observation -> {
                    latest.set(observation);
                    expositions.render();
                    markers.ifPresent(files -> files.show(observation));
                }),
                configuration.pollInterval());
        return new Agent(checks, markers, loop, endpoint, server);
    }

    /** The port that the agent answers on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        loop.close();
        endpoint.close();
        checks.close();
        markers.ifPresent(Markers::close);
        server.close();
    }
}
