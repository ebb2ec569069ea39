package dev.sidelight.agent.http;

import dev.sidelight.agent.metric.Billing;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.agent.prometheus.Page;
import dev.sidelight.task.MomentSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The agent's addresses, composed once; knows nothing of the server. */
public final class Routes {

    /** Answers a request. Called on the I/O thread, so it must not block. */
    private interface Handler {
        Response answer(Request request);
    }

    private static final String CONTAINERS = "/health/containers/";

    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final Handler containers;

    /**
     * The routes over what is published.
     *
     * @param billing what publishing to CloudWatch is estimated to cost
     * @param warnings what was odd in the configuration, to be shown in {@code /health}
     */
    public Routes(
            String version,
            List<String> warnings,
            Supplier<Observation> latest,
            Expositions expositions,
            MomentSource time,
            Supplier<Optional<Billing>> billing) {
        AgentHealth health = new AgentHealth(version, warnings);
        TaskJson tasks = new TaskJson(version, billing);
        Response index = Response.html(IndexPage.html(version));
        handlers.put("/", _ -> index);
        handlers.put("/metrics", request -> metrics(request, expositions));
        handlers.put("/health", _ -> health.answer(latest.get().asOf(time.now()), time.now()));
        handlers.put(
                "/health/task",
                request -> HealthAnswers.task(request, latest.get().asOf(time.now())));
        containers = request -> HealthAnswers.container(
                request, latest.get().asOf(time.now()), request.path().substring(CONTAINERS.length()));
        handlers.put("/api/task", _ -> tasks.answer(latest.get().asOf(time.now()), time.now()));
    }

    /** The answer to a request; every path has one. */
    Response answer(Request request) {
        Handler handler = request.path().startsWith(CONTAINERS) ? containers : handlers.get(request.path());
        return handler == null
                ? Response.text(
                        404,
                        "There is nothing at this address. There is: " + String.join(" ", handlers.keySet()) + " "
                                + CONTAINERS + "NAME")
                : handler.answer(request);
    }

    private static Response metrics(Request request, Expositions expositions) {
        Page page = expositions.page(request.accept());
        return request.acceptsGzip()
                ? new Response(
                        200,
                        page.contentType(),
                        Map.of("Content-Encoding", "gzip", "Vary", "Accept, Accept-Encoding"),
                        page.zipped().get())
                : new Response(200, page.contentType(), Map.of("Vary", "Accept, Accept-Encoding"), page.bytes());
    }
}
