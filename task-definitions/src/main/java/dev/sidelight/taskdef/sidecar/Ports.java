package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port that Sidelight listens on: the usual one, or the next that no sibling has. */
final class Ports {

    static final String VARIABLE = "SIDELIGHT_HTTP_PORT";
    static final int DEFAULT = 9779;
    static final int MOST = 65535;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final int FIRST_OF_ECS = 51678;
    private static final int AFTER_LAST_OF_ECS = 51681;

    private Ports() {}

    /** Decides; empty where an earlier sidecar's port is only known to a deployment. */
    static OptionalInt decide(Task task, Request request, Remarks remarks) {
        Optional<Spot> said = task.own().flatMap(Ports::variable);
        if (request.port().isEmpty()
                && said.filter(spot -> spot.number().isEmpty()).isPresent()) {
            remarks.note(task.definition(), VARIABLE + " is not known here, so its port was left as it is");
            return OptionalInt.empty();
        }
        int wanted = request.port()
                .orElseGet(() ->
                        said.map(spot -> (int) spot.number().orElse(DEFAULT)).orElse(DEFAULT));
        if (task.subject().networkMode().isEmpty()) {
            remarks.note(task.definition(), "networkMode is not known here; ports were kept apart as in awsvpc");
        } else if (!task.sharesNetwork()) {
            return OptionalInt.of(wanted);
        }
        BitSet taken = taken(task, remarks);
        if (!taken.get(wanted)) {
            return OptionalInt.of(wanted);
        }
        int free = taken.nextClearBit(wanted);
        if (request.port().isPresent()) {
            remarks.problem(
                    task.definition(),
                    "port " + wanted + " is another container's, and they share one network; --port " + free
                            + " is free");
        } else {
            remarks.note(task.definition(), "port " + wanted + " is another container's; Sidelight takes " + free);
        }
        return OptionalInt.of(free);
    }

    private static Optional<Spot> variable(Container container) {
        return container.at("environment").items().stream()
                .filter(one -> one.at("name").is(VARIABLE))
                .map(one -> one.at("value"))
                .findFirst();
    }

    private static BitSet taken(Task task, Remarks remarks) {
        BitSet taken = new BitSet(MOST + 1);
        if (task.subject().hasNetworkMode("host")) {
            taken.set(FIRST_OF_ECS, AFTER_LAST_OF_ECS);
        }
        boolean unknown = false;
        for (Container container : task.others()) {
            unknown |= container.at("portMappings").isUnknown();
            for (Spot mapping : container.at("portMappings").items()) {
                unknown |= mapping.isUnknown() || mapping.at("containerPort").isUnknown();
                set(taken, mapping.at("containerPort"));
                set(taken, mapping.at("hostPort"));
                Matcher range =
                        RANGE.matcher(mapping.at("containerPortRange").text().orElse(""));
                if (range.matches()) {
                    int first = Math.min(Integer.parseInt(range.group(1)), MOST);
                    taken.set(first, Math.max(first, Math.min(Integer.parseInt(range.group(2)), MOST) + 1));
                }
            }
        }
        if (unknown) {
            remarks.note(
                    task.definition(),
                    "ports of other containers are not known here; that none is Sidelight's was not checked");
        }
        return taken;
    }

    private static void set(BitSet taken, Spot port) {
        port.number().ifPresent(number -> {
            if (number > 0 && number <= MOST) {
                taken.set((int) number);
            }
        });
    }
}
