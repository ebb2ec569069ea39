package dev.sidelight.bench;

import dev.sidelight.agent.http.Routes;
import dev.sidelight.agent.http.Server;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.poll.Poller;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.agent.prometheus.OwnMetrics;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The agent's parts wired as it wires them, but for its clock and its pace: polls and scrapes over HTTP, when told. */
final class WholeCycle implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final byte[] REQUEST =
            "GET /metrics HTTP/1.1\r\nHost: bench\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<Moment> now =
            new AtomicReference<>(new Moment(Instant.parse("2026-11-21T01:00:01Z"), 0));
    private final AtomicReference<Observation> latest;
    private final StandIn standIn;
    private final MetadataEndpoint endpoint;
    private final Poller poller;
    private final Server server;
    private final Socket client;
    private final byte[] received = new byte[1 << 20];

    private WholeCycle(StandIn standIn) throws IOException {
        MomentSource time = now::get;
        PrometheusMeterRegistry registry = OwnMetrics.registry("bench");
        Observation first =
                Observation.none(time.now(), INTERVAL, _ -> true, TaskHealth.first(HealthPolicy.BUILT_IN, time.now()));
        latest = new AtomicReference<>(first);
        Routes routes = new Routes(
                "bench", List.of(), latest::get, new Expositions(latest::get, time, registry), time, Optional::empty);
        this.standIn = standIn;
        server = Server.start(routes, "127.0.0.1", 0);
        endpoint = new MetadataEndpoint(standIn.uri());
        poller = new Poller(endpoint, INTERVAL, first, CheckResult.Source.NONE, time, registry, latest::set);
        client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setTcpNoDelay(true);
    }

    static WholeCycle start(Documents documents) throws IOException {
        return new WholeCycle(StandIn.start(documents));
    }

    /** An interval after the last. */
    void poll(byte[] stats) {
        standIn.show(stats);
        now.updateAndGet(moment -> moment.plus(INTERVAL));
        poller.poll();
        if (latest.get().task().isEmpty()) {
            throw new IllegalStateException("a poll came to nothing");
        }
    }

    /** Takes the whole answer, over a connection that is kept. */
    void scrape() throws IOException {
        client.getOutputStream().write(REQUEST);
        int bytes = 0;
        int whole = Integer.MAX_VALUE;
        while (bytes < whole) {
            int more = client.getInputStream().read(received, bytes, received.length - bytes);
            if (more < 0) {
                throw new IOException("the server hung up inside an answer");
            }
            bytes += more;
            whole = length(new String(received, 0, Math.min(bytes, 1 << 10), StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        endpoint.close();
        server.close();
        standIn.close();
    }

    /** Of the answer, its head included; the largest there is while the head is not whole. */
    private static int length(String begin) {
        int body = begin.indexOf("\r\n\r\n") + 4;
        int field = begin.indexOf("Content-Length: ");
        if (body < 4) {
            return Integer.MAX_VALUE;
        }
        if (!begin.startsWith("HTTP/1.1 200 ") || field < 0) {
            throw new IllegalStateException("a scrape was answered with " + begin);
        }
        int digits = field + "Content-Length: ".length();
        return body + Integer.parseInt(begin.substring(digits, begin.indexOf('\r', digits)));
    }
}
