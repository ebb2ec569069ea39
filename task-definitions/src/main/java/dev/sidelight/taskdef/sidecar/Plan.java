package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Member;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is done to one definition.
 *
 * @param touched pointers of all that may change
 */
record Plan(Task task, Blueprint sidecar, List<Step> steps, Set<String> touched) {

    private static final int MOST_CONTAINERS = 10;
    private static final int LOWEST_PORT = 1024;
    private static final String NAME = "sidelight";

    /** What a build without a manifest says of itself. */
    private static final String UNVERSIONED = "0.0.0";

    Plan {
        steps = List.copyOf(steps);
        touched = Set.copyOf(touched);
    }

    /** Decides all, and says all that stands against it. */
    static Plan of(Definition definition, Request request, Remarks remarks) {
        Task task = Task.of(definition);
        refuse(task, request, remarks);
        Optional<Boolean> cloudwatch = request.cloudwatch();
        boolean publishes = cloudwatch.orElseGet(() -> task.own()
                .flatMap(own -> own.environment(Blueprint.CLOUDWATCH))
                .filter("true"::equalsIgnoreCase)
                .isPresent());
        OptionalInt port = Ports.decide(task, request, remarks);
        boolean mapped = !task.subject().hasNetworkMode("none");
        Blueprint sidecar = new Blueprint(
                task.dialect(),
                task.own().map(Container::label).orElseGet(() -> name(task)),
                request.image(),
                request.version(),
                port,
                mapped,
                cloudwatch,
                Room.decide(task, publishes, remarks),
                LogChoice.decide(task, remarks));
        List<Gates.Gate> gates = new Gates(task, port.orElse(Ports.DEFAULT), remarks).decide(request.gates());
        tell(task, publishes, mapped, remarks);
        return new Plan(task, sidecar, steps(task, sidecar, gates), touched(task, sidecar, gates));
    }

    private static void refuse(Task task, Request request, Remarks remarks) {
        Definition definition = task.definition();
        int count = definition.containers().size();
        if (task.subject().isWindows()) {
            remarks.problem(definition, "it is for Windows, and Sidelight's image is for Linux");
        }
        if (task.list().isEmpty()) {
            remarks.problem(
                    definition,
                    task.subject().root().written("containerDefinitions")
                            + " is no list that is written out here, so nothing can be added to it");
        } else if (count == 0) {
            remarks.problem(definition, "there is no container in it that Sidelight could watch");
        }
        if (task.own().isEmpty() && count >= MOST_CONTAINERS) {
            remarks.problem(
                    definition,
                    "SL103: it has " + count + " containers, and ECS allows " + MOST_CONTAINERS
                            + " with Sidelight's; remove one first");
        }
        List<Container> known = Task.known(task.subject());
        if (known.size() > 1) {
            remarks.problem(
                    definition,
                    "SL096: Sidelight is in it more than once ("
                            + known.stream().map(Container::label).collect(Collectors.joining(", "))
                            + "); remove all but one");
        }
        task.own()
                .flatMap(own ->
                        own.at("dockerLabels").entry(Subject.VERSION_LABEL).text())
                .filter(version -> !request.version().equals(UNVERSIONED) && isNewer(version, request.version()))
                .ifPresent(version -> remarks.problem(
                        definition,
                        "its sidecar is of version " + version + ", newer than this " + request.version()
                                + "; update it with that version"));
        request.port().ifPresent(port -> {
            if (port < LOWEST_PORT || port > Ports.MOST) {
                remarks.problem("--port " + port + " is not " + LOWEST_PORT + " to " + Ports.MOST
                        + ", which a user without rights may listen on");
            }
        });
    }

    /** Whether a version such as 1.10.0 is later than another. */
    static boolean isNewer(String version, String other) {
        List<Integer> left = numbers(version);
        List<Integer> right = numbers(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = left.get(i).compareTo(right.get(i));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.replaceAll("[-+].*", "").split("\\.", -1))
                .takeWhile(part -> part.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .toList();
    }

    private static String name(Task task) {
        Set<String> taken = task.others().stream()
                .flatMap(container -> container.at("name").text().stream())
                .collect(Collectors.toSet());
        return Stream.iterate(2, i -> i + 1)
                .map(i -> i == 2 ? NAME : NAME + "-" + (i - 1))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse(NAME);
    }

    private static void tell(Task task, boolean publishes, boolean mapped, Remarks remarks) {
        if (publishes) {
            remarks.note(
                    task.definition(),
                    "to publish to CloudWatch the task role needs cloudwatch:PutMetricData"
                            + (task.at("taskRoleArn").isAbsent() ? ", and the definition has no taskRoleArn yet" : ""));
        }
        if (!mapped) {
            remarks.note(
                    task.definition(),
                    "networkMode none has no ports: no scraper reaches Sidelight there, nor it the metadata endpoint");
        }
    }

    private static List<Step> steps(Task task, Blueprint sidecar, List<Gates.Gate> gates) {
        List<Step> steps = new ArrayList<>();
        sidecar.room().sizes().forEach((field, size) -> steps.add(size(field, size)));
        gates.forEach(gate -> steps.add(gate.step()));
        if (task.own().isPresent()) {
            steps.addAll(new Update(task.own().get(), sidecar).steps());
        } else {
            int index = task.index();
            steps.add((now, insertions) ->
                    now.root().at("containerDefinitions").value().orElse(null) instanceof Value.Items list
                                    && list.items().size() == index
                            ? List.of(insertions.append(list, sidecar.container()))
                            : List.of());
        }
        return steps;
    }

    private static Step size(String field, String size) {
        return (now, insertions) -> {
            if (!(now.root().value().orElse(null) instanceof Value.Members root)) {
                return List.of();
            }
            Optional<Member> member = insertions.member(root, now.root().written(field));
            boolean bare =
                    member.filter(one -> one.value() instanceof Value.Numeral).isPresent();
            return member.isEmpty()
                    ? List.of()
                    : insertions.set(root, now.root().written(field), bare ? new Node.Plain(size) : Node.of(size));
        };
    }

    private static Set<String> touched(Task task, Blueprint sidecar, List<Gates.Gate> gates) {
        Set<String> touched = new HashSet<>();
        touched.add(task.at("containerDefinitions").pointer() + "/" + task.index());
        for (Map.Entry<String, String> size : sidecar.room().sizes().entrySet()) {
            touched.add(task.at(size.getKey()).pointer());
        }
        gates.forEach(gate -> touched.add(gate.pointer()));
        return touched;
    }

    /** What was done, in a line. */
    String summary(boolean changed) {
        String what = !changed
                ? "container " + sidecar.name() + " is up to date"
                : (task.own().isPresent() ? "updated" : "added") + " container " + sidecar.name();
        String port = sidecar.mapped() && sidecar.port().isPresent()
                ? String.format(Locale.ROOT, " (port %d)", sidecar.port().getAsInt())
                : "";
        return what + port;
    }
}
