package dev.sidelight.agent.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.health.ContainerHealth;
import dev.sidelight.health.Decision;
import dev.sidelight.health.ReportedHealth;
import dev.sidelight.health.RuleStanding;
import dev.sidelight.health.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Verdicts over HTTP: 503 when unhealthy, else 200, unknown included. With {@code always=200} it is 200 and the verdict
 * alone, for {@code wget} without a status. An answer that may be that of a container's own health check leaves out what
 * ECS reports of such checks, or one failure would hold itself for ever.
 */
final class HealthAnswers {

    private HealthAnswers() {}

    /** {@code /health/task}; with {@code gate=true} without what ECS reports. */
    static Response task(Request request, Observation observation) {
        boolean gate = request.has("gate", "true");
        Decision decision =
                gate ? observation.health().gate() : observation.health().decision();
        return answer(request, decision, () -> {
            ObjectNode json = HealthJson.of(decision);
            json.set("rules", HealthJson.rules(observation.health().rules()));
            ObjectNode containers = json.putObject("containers");
            observation.health().containers().stream()
                    .filter(health -> !health.replaced())
                    .forEach(health ->
                            containers.set(health.name(), HealthJson.of(gate ? health.gate() : health.decision())));
            return json;
        });
    }

    /**
     * {@code /health/containers/NAME}, of containers that are not shown as metrics, too: they may be gated. One that is
     * expected is unknown while it is not there: it may be younger than the last poll.
     */
    static Response container(Request request, Observation observation, String name) {
        Optional<ContainerHealth> found = observation.health().named(name);
        if (found.isEmpty() && observation.task().isEmpty()) {
            Decision unknown = observation.health().gate();
            return answer(request, unknown, () -> HealthJson.of(unknown).put("container", name));
        }
        return found.map(health -> answer(request, health.gate(), () -> gate(health)))
                .orElseGet(() -> observation.health().expects(name)
                        ? absent(request, observation, name)
                        : notFound(observation, name));
    }

    private static Response absent(Request request, Observation observation, String name) {
        Decision unknown = new Decision(
                new Verdict.Unknown("the last answer of /task has no container of this name"), observation.at());
        return answer(request, unknown, () -> {
            ObjectNode json = HealthJson.of(unknown).put("container", name);
            json.remove("since"); // that is not known either
            return json;
        });
    }

    private static ObjectNode gate(ContainerHealth health) {
        ObjectNode json = HealthJson.of(health.gate()).put("container", health.name());
        List<RuleStanding> rules = health.rules().stream()
                .filter(standing -> !standing.rule().name().equals(ReportedHealth.NAME))
                .toList();
        json.set("rules", HealthJson.rules(rules));
        return json;
    }

    private static Response notFound(Observation observation, String name) {
        List<String> names = observation.health().containers().stream()
                .map(ContainerHealth::name)
                .distinct()
                .sorted()
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("reason", "there is no container \"" + name + "\"; there are: " + String.join(", ", names));
        ArrayNode array = json.putArray("containers");
        names.forEach(array::add);
        return Response.json(404, json);
    }

    /** The whole of an answer, made only where it is sent. */
    private interface Whole {
        ObjectNode json();
    }

    private static Response answer(Request request, Decision decision, Whole whole) {
        if (request.has("always", "200")) {
            return Response.text(200, decision.verdict().label());
        }
        return Response.json(decision.verdict() instanceof Verdict.Unhealthy ? 503 : 200, whole.json());
    }
}
