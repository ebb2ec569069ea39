package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Edit;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Health checks of siblings that ask Sidelight over HTTP, by the fragments of docs/health.md. */
final class Gates {

    private static final String CURL = "test \"$(curl -fs -m 2 -o /dev/null -w '%{http_code}' "
            + "http://127.0.0.1:PORT/health/containers/NAME)\" != 503";
    private static final String WGET =
            "! wget -qO- -t 1 -T 2 'http://127.0.0.1:PORT/health/containers/NAME?always=200' | grep -qx unhealthy";
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d{1,5})(?=/health/containers/)");
    private static final String SHELL = "CMD-SHELL";
    private static final int INTERVAL = 10;
    private static final int RETRIES = 3;
    private static final int START_PERIOD = 60;

    private final Task task;
    private final int port;
    private final Remarks remarks;

    Gates(Task task, int port, Remarks remarks) {
        this.task = task;
        this.port = port;
        this.remarks = remarks;
    }

    /** A container's health check, and the command that it is to have. */
    record Gate(Container container, String command) {

        /** Where it changes the definition. */
        String pointer() {
            return container.at("healthCheck").pointer();
        }

        Step step() {
            int index = Integer.parseInt(container.spot().name());
            return (now, insertions) -> now.containers().get(index).value().orElse(null) instanceof Value.Members object
                    ? edits(insertions, object)
                    : List.of();
        }

        private List<Edit> edits(Insertions insertions, Value.Members object) {
            Spot spot = container.spot();
            Node words = Node.list(SHELL, command);
            Optional<Value> check = insertions.member(object, "healthCheck").map(member -> member.value());
            if (check.orElse(null) instanceof Value.Members there
                    && !there.members().isEmpty()) {
                return insertions.set(there, spot.written("command"), words);
            }
            return insertions.set(
                    object,
                    spot.written("healthCheck"),
                    new Node.Builder(spot.dialect())
                            .field("command", words)
                            .field("interval", Node.of(INTERVAL))
                            .field("retries", Node.of(RETRIES))
                            .field("startPeriod", Node.of(START_PERIOD))
                            .build());
        }
    }

    /** All that are asked for, and those of earlier that ask another port. */
    List<Gate> decide(List<String> names) {
        List<Gate> gates = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            asked(name).ifPresent(gates::add);
        }
        for (Container container : task.others()) {
            boolean done = gates.stream().anyMatch(gate -> gate.container().equals(container));
            if (!done) {
                moved(container).ifPresent(gates::add);
            }
        }
        return List.copyOf(gates);
    }

    private Optional<Gate> asked(String name) {
        Optional<Container> found = task.others().stream()
                .filter(container -> container.at("name").is(name))
                .findFirst();
        if (found.isEmpty()) {
            String others = task.others().stream().map(Container::label).collect(Collectors.joining(", "));
            return refuse(name, "there is no such container; there are " + others);
        }
        if (!task.sharesNetwork()) {
            return refuse(
                    name,
                    "in networkMode " + task.subject().networkMode().orElse("(not known here)")
                            + " it cannot reach Sidelight over HTTP; take the marker file of docs/health.md, or awsvpc");
        }
        Container container = found.get();
        Optional<Gate> gate = command(container).map(command -> new Gate(container, command));
        if (gate.isPresent() && container.isEssential()) {
            remarks.note(
                    task.definition(),
                    name + " is essential: a service replaces the whole task when Sidelight finds it unhealthy");
        }
        return gate;
    }

    private Optional<String> command(Container container) {
        Spot check = container.at("healthCheck");
        List<Spot> words = check.at("command").items();
        String name = container.label();
        boolean none = check.isAbsent() || (!words.isEmpty() && words.getFirst().is("NONE"));
        boolean shell = words.size() == 2
                && words.getFirst().is(SHELL)
                && words.get(1).value().orElse(null) instanceof Value.Text;
        String there = shell ? words.get(1).raw().orElse("") : "";
        if (there.contains("/health/containers/" + name)) {
            return Optional.of(at(there));
        }
        if (container.image().isBare()) {
            return refuse(name, "its image has no shell; take the probe or the marker file of docs/health.md");
        }
        boolean curl = there.contains("curl ");
        boolean wget = !curl && (there.contains("wget ") || container.image().isAlpine());
        if (container.image().isSlim() && !curl && !wget) {
            return refuse(
                    name,
                    "its image hardly has curl or wget; put one in, or take the probe or the marker file of docs/health.md");
        }
        if (!none && (!shell || there.contains("#") || there.contains("\n"))) {
            return refuse(
                    name,
                    "it has a health check that nothing can be added to here; make it " + SHELL
                            + ", one line, or write the fragment of docs/health.md into it");
        }
        String fragment =
                at((wget ? WGET : CURL).replace("PORT", String.valueOf(port)).replace("NAME", name));
        return Optional.of(none ? fragment : "( " + there + " ) && " + fragment);
    }

    private String at(String command) {
        return ADDRESS.matcher(command).replaceAll("127.0.0.1:" + port);
    }

    private Optional<Gate> moved(Container container) {
        List<Spot> words = container.at("healthCheck").at("command").items();
        if (words.size() != 2 || !words.getFirst().is(SHELL)) {
            return Optional.empty();
        }
        String command = words.get(1).raw().orElse("");
        Matcher matcher = ADDRESS.matcher(command);
        return matcher.find() && !matcher.group(1).equals(String.valueOf(port))
                ? Optional.of(new Gate(container, at(command)))
                : Optional.empty();
    }

    private <T> Optional<T> refuse(String name, String why) {
        remarks.problem(task.definition(), "--gate " + name + ": " + why);
        return Optional.empty();
    }
}
