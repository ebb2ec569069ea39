package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Edit;
import dev.sidelight.taskdef.document.Member;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings an earlier sidecar up to date: sets what Sidelight owns, adds what is missing, and leaves what is the user's. */
final class Update {

    private final Container earlier;
    private final Blueprint wanted;
    private final int index;

    Update(Container earlier, Blueprint wanted) {
        this.earlier = earlier;
        this.wanted = wanted;
        this.index = Integer.parseInt(earlier.spot().name());
    }

    /** A step within the container. */
    @FunctionalInterface
    private interface Inner {
        List<Edit> edits(Value.Members container, Insertions insertions);
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(set("image", Node.of(wanted.image())));
        steps.add(set("essential", Node.of(false)));
        if (earlier.at("memory").number().orElse(0) < wanted.room().memory()) {
            steps.add(set("memory", Node.of(wanted.room().memory())));
        }
        if (earlier.at("user").isAbsent()) {
            steps.add(set("user", Node.of(Blueprint.USER)));
        }
        steps.add(set("readonlyRootFilesystem", Node.of(true)));
        steps.addAll(port());
        wanted.environment(listening()).forEach((variable, value) -> steps.add(variable(variable, value)));
        if (wanted.cloudwatch().filter(on -> !on).isPresent()
                && earlier.environment(Blueprint.CLOUDWATCH).isPresent()) {
            steps.add(variable(Blueprint.CLOUDWATCH, "false"));
        }
        steps.addAll(healthCheck());
        if (earlier.at("logConfiguration").isAbsent()) {
            wanted.log().ifPresent(log -> steps.add(set("logConfiguration", log)));
        }
        steps.addAll(labels());
        return List.copyOf(steps);
    }

    private Step inner(Inner inner) {
        return (now, insertions) -> now.containers().get(index).value().orElse(null) instanceof Value.Members container
                ? inner.edits(container, insertions)
                : List.of();
    }

    private Step set(String field, Node value) {
        return inner((container, insertions) ->
                insertions.set(container, earlier.spot().written(field), value));
    }

    /** Where it listens without a variable: a variable that is there counts, so that it is set back, too. */
    private int listening() {
        return earlier.environment(Ports.VARIABLE).isPresent() ? 0 : Ports.DEFAULT;
    }

    private Step variable(String variable, String value) {
        return inner((container, insertions) -> {
            String environment = earlier.spot().written("environment");
            Optional<Value> there = insertions.member(container, environment).map(Member::value);
            if (there.isPresent() && there.get() instanceof Value.Unknown) {
                return List.of();
            }
            if (!(there.orElse(null) instanceof Value.Items list)) {
                return insertions.set(
                        container, environment, new Node.Items(List.of(wanted.variable(variable, value))));
            }
            return entry(list, insertions, "name", variable)
                    .map(entry -> insertions.set(entry, earlier.spot().written("value"), Node.of(value)))
                    .orElseGet(() -> List.of(insertions.append(list, wanted.variable(variable, value))));
        });
    }

    /** The entry of a list whose field has a value. */
    private Optional<Value.Members> entry(Value.Items list, Insertions insertions, String field, String value) {
        for (Value item : list.items()) {
            if (item instanceof Value.Members object
                    && insertions
                            .member(object, earlier.spot().written(field))
                            .filter(member -> scalar(member.value()).equals(value))
                            .isPresent()) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private static String scalar(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeral number -> number.text();
            case Value.Members _, Value.Items _, Value.Truth _, Value.Nothing _, Value.Unknown _ -> "";
        };
    }

    private List<Step> port() {
        Optional<Node> mapping = wanted.mapping();
        if (mapping.isEmpty()) {
            return List.of();
        }
        String port = String.valueOf(wanted.port().orElse(0));
        String before = earlier.environment(Ports.VARIABLE)
                .orElse(String.valueOf(Ports.DEFAULT))
                .strip();
        List<Step> steps = new ArrayList<>();
        // In awsvpc and host the host's port is the container's.
        for (String field : List.of("hostPort", "containerPort")) {
            steps.add(inner((container, insertions) -> {
                Optional<Value.Members> mapped = mappings(container, insertions)
                        .flatMap(list -> before.equals(port)
                                ? Optional.empty()
                                : entry(list, insertions, "containerPort", before));
                boolean concerned = mapped.flatMap(
                                one -> insertions.member(one, earlier.spot().written(field)))
                        .filter(member -> scalar(member.value()).equals(before))
                        .isPresent();
                return concerned
                        ? insertions.set(mapped.orElseThrow(), earlier.spot().written(field), new Node.Plain(port))
                        : List.of();
            }));
        }
        steps.add(inner((container, insertions) -> {
            String name = earlier.spot().written("portMappings");
            Optional<Value> there = insertions.member(container, name).map(Member::value);
            if (there.orElse(null) instanceof Value.Items list) {
                boolean unknown = list.items().stream()
                        .anyMatch(item -> item instanceof Value.Unknown
                                || (item instanceof Value.Members object
                                        && insertions
                                                .member(object, earlier.spot().written("containerPort"))
                                                .filter(member -> member.value() instanceof Value.Unknown)
                                                .isPresent()));
                return unknown || entry(list, insertions, "containerPort", port).isPresent()
                        ? List.of()
                        : List.of(insertions.append(list, mapping.get()));
            }
            return insertions.set(container, name, new Node.Items(List.of(mapping.get())));
        }));
        return steps;
    }

    private Optional<Value.Items> mappings(Value.Members container, Insertions insertions) {
        return insertions
                .member(container, earlier.spot().written("portMappings"))
                .flatMap(member -> member.value() instanceof Value.Items list ? Optional.of(list) : Optional.empty());
    }

    private List<Step> healthCheck() {
        return List.of(inner((container, insertions) -> {
            String name = earlier.spot().written("healthCheck");
            Optional<Value> there = insertions.member(container, name).map(Member::value);
            return there.orElse(null) instanceof Value.Members check
                            && !check.members().isEmpty()
                    ? insertions.set(check, earlier.spot().written("command"), wanted.healthCommand())
                    : insertions.set(container, name, wanted.healthCheck());
        }));
    }

    private List<Step> labels() {
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<String, String> label : wanted.labels().entrySet()) {
            steps.add(inner((container, insertions) -> {
                String name = earlier.spot().written("dockerLabels");
                Node value = Node.of(label.getValue());
                if (!(insertions.member(container, name).map(Member::value).orElse(null)
                        instanceof Value.Members labels)) {
                    return insertions.set(
                            container, name, new Node.Fields(List.of(new Node.Field(label.getKey(), value))));
                }
                boolean there = insertions.member(labels, label.getKey()).isPresent();
                return there && Blueprint.isFree(label.getKey())
                        ? List.of()
                        : insertions.set(labels, label.getKey(), value);
            }));
        }
        return steps;
    }
}
