package dev.sidelight.agent.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.health.PolicyOddities;
import dev.sidelight.task.Moment;
import java.util.List;

/**
 * The health of the agent itself: 503 while it has no answer of {@code /task} that may be shown, with the reason. Stale
 * statistics alone are 200, and said. A sample:
 *
 * <pre>{@code
 * {"status":"healthy","reason":"/task and /task/stats answer", "endpoint":{"task":{"up":true,"age_seconds":0.8} … }}
 * }</pre>
 */
final class AgentHealth {

    private final String version;
    private final List<String> warnings;

    AgentHealth(String version, List<String> warnings) {
        this.version = version;
        this.warnings = List.copyOf(warnings);
    }

    /** The answer for {@code observation}, which is as of {@code now}. */
    Response answer(Observation observation, Moment now) {
        boolean healthy = observation.task().isPresent();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", healthy ? "healthy" : "unhealthy");
        json.put("reason", reason(observation));
        ObjectNode endpoint = json.putObject("endpoint");
        endpoint.set("task", path(observation.taskPath(), now));
        endpoint.set("stats", path(observation.statsPath(), now));
        ArrayNode all = json.putArray("warnings");
        warnings.forEach(all::add);
        observation
                .task()
                .ifPresent(task ->
                        PolicyOddities.of(observation.health().policy(), task).forEach(all::add));
        observation
                .task()
                .filter(task -> observation.containers().isEmpty()
                        && !observation.health().containers().isEmpty())
                .ifPresent(_ ->
                        all.add("SIDELIGHT_CONTAINERS_INCLUDE and SIDELIGHT_CONTAINERS_EXCLUDE leave no container to"
                                + " show"));
        json.put("version", version);
        return Response.json(healthy ? 200 : 503, json);
    }

    private static String reason(Observation observation) {
        PathStatus task = observation.taskPath();
        PathStatus stats = observation.statsPath();
        long limit = observation.staleAfter().toSeconds();
        if (observation.task().isEmpty()) {
            String both = stats.failingSince().isEmpty() || stats.problem().equals(task.problem())
                    ? ""
                    : "; /task/stats: " + stats.problem();
            return (task.lastSuccess().isEmpty()
                            ? "no answer from /task yet: "
                            : "no answer from /task for more than " + limit + " s: ")
                    + task.problem()
                    + both;
        }
        if (observation.task().get().snapshot().stats().isEmpty()) {
            return "no answer from /task/stats "
                    + (stats.lastSuccess().isEmpty() ? "yet" : "for more than " + limit + " s")
                    + ", so no CPU, memory, network or storage values are served: " + stats.problem();
        }
        if (!task.isUp() || !stats.isUp()) {
            PathStatus failing = task.isUp() ? stats : task;
            String which = task.isUp() ? "/task/stats" : stats.isUp() ? "/task" : "/task and of /task/stats";
            return "the last poll of " + which + " failed, the answer before still counts: " + failing.problem();
        }
        return "/task and /task/stats answer";
    }

    private static ObjectNode path(PathStatus path, Moment now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("up", path.isUp());
        path.lastSuccess()
                .ifPresent(success -> json.put("age_seconds", now.since(success).toMillis() / 1000.0));
        path.failingSince()
                .ifPresent(since -> json.put("failing_since", since.wall().toString()));
        if (!path.problem().isEmpty()) {
            json.put("problem", path.problem());
        }
        return json;
    }
}
