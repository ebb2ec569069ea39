package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.iam.policy.Condition;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.List;
import java.util.Optional;

/** What Sidelight needs: nothing, but for publishing to CloudWatch by its API. */
final class SidelightNeeds {

    private static final String ENABLED = "SIDELIGHT_CLOUDWATCH_ENABLED";
    private static final String MODE = "SIDELIGHT_CLOUDWATCH_MODE";
    private static final String NAMESPACE = "SIDELIGHT_CLOUDWATCH_NAMESPACE";
    private static final String DEFAULT_NAMESPACE = "ECS/Sidelight";

    private SidelightNeeds() {}

    static void gather(Container container, Gathering out) {
        Optional<String> enabled = variable(container, ENABLED, out);
        if (container.isSidelight()
                && enabled.isEmpty()
                && container.at("environmentFiles").isPresent()) {
            out.note("if an environment file of " + container.label() + " sets " + ENABLED
                    + ", the task role needs cloudwatch:PutMetricData");
        }
        String mode = variable(container, MODE, out).orElse("api");
        if (enabled.filter(text -> text.equalsIgnoreCase("true") || Blank.in(text))
                        .isEmpty()
                || !(mode.equals("api") || Blank.in(mode))) {
            return;
        }
        if (Blank.in(enabled.orElseThrow()) || Blank.in(mode)) {
            out.note("whether " + container.label()
                    + " publishes is not known; PutOwnNamespace is for the case that it does");
        }
        out.need(
                Permission.PUBLISH,
                "*",
                List.of(new Condition(
                        "StringEquals",
                        "cloudwatch:namespace",
                        List.of(variable(container, NAMESPACE, out).orElse(DEFAULT_NAMESPACE)))),
                "metrics of " + container.label());
    }

    private static Optional<String> variable(Container container, String name, Gathering out) {
        return container.at("environment").items().stream()
                .filter(variable -> variable.at("name").is(name))
                .map(variable -> variable.at("value"))
                .filter(Spot::isPresent)
                .findFirst()
                .map(value -> out.filled(value, name));
    }
}
