package dev.sidelight.agent.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.health.Change;
import dev.sidelight.health.ContainerHealth;
import dev.sidelight.health.Decision;
import dev.sidelight.health.RuleStanding;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.health.Verdict;
import java.util.List;
import java.util.Locale;

/** Verdicts as JSON; {@code verdict} and {@code reason} come first, where the probe looks for them. */
final class HealthJson {

    private HealthJson() {}

    /** {@code {"verdict":"unhealthy","reason":"memory is at 97 % …","reasons":[…],"since":"…"}}. */
    static ObjectNode of(Decision decision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", decision.verdict().label());
        json.put("reason", decision.verdict().reason());
        if (decision.verdict() instanceof Verdict.Unhealthy unhealthy) {
            unhealthy.reasons().forEach(json.putArray("reasons")::add);
        }
        json.put("since", decision.since().wall().toString());
        return json;
    }

    /** The health of a container by all rules, for who looks at it. */
    static ObjectNode of(ContainerHealth health) {
        ObjectNode json = of(health.decision());
        json.put("counts_for_task", health.counts());
        json.set("rules", rules(health.rules()));
        return json;
    }

    /** The health of the task by all rules. */
    static ObjectNode of(TaskHealth health) {
        ObjectNode json = of(health.decision());
        json.set("rules", rules(health.rules()));
        return json;
    }

    static ArrayNode rules(List<RuleStanding> rules) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        rules.forEach(standing -> json.addObject()
                .put("rule", standing.rule().name())
                .put("state", standing.state().name().toLowerCase(Locale.ROOT))
                .put("since", standing.since().wall().toString())
                .put("detail", standing.detail()));
        return json;
    }

    /** The last changes of verdicts and of the gates' answers, oldest first. */
    static ArrayNode changes(List<Change> changes) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> {
            ObjectNode one = json.addObject().put("at", change.at().wall().toString());
            if (!change.container().isEmpty()) {
                one.put("container", change.container());
            }
            if (change.gate()) {
                one.put("gate", true);
            }
            one.put("from", change.from())
                    .put("to", change.to().label())
                    .put("reason", change.to().reason());
        });
        return json;
    }
}
