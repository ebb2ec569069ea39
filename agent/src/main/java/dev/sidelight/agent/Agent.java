package dev.sidelight.agent;

import dev.sidelight.agent.check.Checks;
import dev.sidelight.agent.cloudwatch.CloudWatch;
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
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A running sidecar: its parts wired in order, and closed in reverse. */
public final class Agent implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent");

    private final Server server;
    /** The parts that were started after the server, the last first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Agent(Server server) {
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
        Optional<CloudWatch> cloudWatch =
                configuration.cloudWatch().map(settings -> CloudWatch.start(settings, registry));
        Routes routes = new Routes(
                version,
                configuration.warnings(),
                latest::get,
                expositions,
                time,
                () -> cloudWatch.flatMap(CloudWatch::billing));
        Agent agent = new Agent(Server.start(routes, configuration.httpHost(), configuration.httpPort()));

        cloudWatch.ifPresent(agent.parts::push);
        Optional<Markers> markers = configuration.healthDir().map(folder -> agent.with(Markers.in(folder)));
        Checks checks = agent.with(Checks.start(configuration.healthPolicy(), time));
        MetadataEndpoint endpoint = agent.with(new MetadataEndpoint(configuration.metadata()));
        Poller poller =
                new Poller(endpoint, configuration.pollInterval(), first, checks, time, registry, observation -> {
                    latest.set(observation);
                    markers.ifPresent(files -> files.show(observation));
                    cloudWatch.ifPresent(publishing -> publishing.take(observation));
                });
        agent.parts.push(PollLoop.start(poller, configuration.pollInterval()));
        return agent;
    }

    /** The port that the agent answers on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "a part of the agent did not stop cleanly", e);
            }
        }
        server.close();
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }
}
