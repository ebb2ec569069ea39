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
    private static final String DEFAULT_MODE = "api";
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
        if (enabled.filter(text -> text.equalsIgnoreCase("true") || Blank.in(text))
                .isEmpty()) {
            return;
        }
        String mode = orElse(container, MODE, DEFAULT_MODE, out);
        if (!mode.equals(DEFAULT_MODE) && !Blank.in(mode)) {
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
                        List.of(orElse(container, NAMESPACE, DEFAULT_NAMESPACE, out)))),
                "metrics of " + container.label());
    }

    private static Optional<String> variable(Container container, String name, Gathering out) {
        return value(container, name).map(value -> out.filled(value, name)).or(() -> secret(container, name, out));
    }

    private static Optional<Spot> value(Container container, String name) {
        return container.at("environment").items().stream()
                .filter(variable -> variable.at("name").is(name))
                .map(variable -> variable.at("value"))
                .filter(Spot::isPresent)
                .findFirst();
    }

    private static Optional<String> secret(Container container, String name, Gathering out) {
        return container.at("secrets").items().stream()
                .filter(secret -> secret.at("name").is(name))
                .findFirst()
                .map(_ -> {
                    out.note(name + " of " + container.label() + " is a secret, and not known here");
                    return Blank.of(name);
                });
    }

    /** A variable that is not set here an environment file may set. */
    private static String orElse(Container container, String name, String otherwise, Gathering out) {
        return variable(container, name, out).orElseGet(() -> {
            boolean files = container.at("environmentFiles").isPresent();
            boolean open = container.at("environment").isUnknown()
                    || container.at("secrets").isUnknown();
            if (files || open) {
                out.note(name + " of " + container.label() + " is not known here, since "
                        + (files ? "an environment file may set it" : "not all of its variables are")
                        + "; else it is " + otherwise);
                return Blank.of(name);
            }
            return otherwise;
        });
    }
}
