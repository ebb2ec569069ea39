package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where Sidelight logs to: where its siblings do. */
final class LogChoice {

    /** Options of awslogs that are not the application's own; how its lines are joined to events is. */
    private static final List<String> KEPT = List.of(
            "awslogs-group",
            "awslogs-region",
            "awslogs-stream-prefix",
            "awslogs-create-group",
            "mode",
            "max-buffer-size");

    /** Drivers that another container, or a service beside the task, has to receive from. */
    private static final Set<String> RECEIVED = Set.of("awsfirelens", "fluentd");

    /** The rule of secrets in sight. */
    private static final int SECRET = 67;

    private static final String WRAPPER = "/taskDefinition";

    private LogChoice() {}

    static Optional<Node> decide(Task task, Remarks remarks) {
        List<String> secrets = RuleBook.judge(task.subject()).stream()
                .filter(finding -> finding.rule().number() == SECRET)
                .map(Finding::pointer)
                .toList();
        Optional<Container> model = task.others().stream()
                .filter(container -> container.at("logConfiguration").isPresent())
                .filter(container -> isCopyable(container, secrets))
                .filter(container -> isForAll(task, container))
                .min(Comparator.comparing(Container::isRouter).thenComparing(container -> !container.isEssential()));
        Optional<Node> log = model.flatMap(container -> copy(task, container));
        if (log.isPresent()) {
            return log;
        }
        if (task.isOnInstance()) {
            Node.Builder options = new Node.Builder(task.dialect())
                    .entry("max-size", Node.of("10m"))
                    .entry("max-file", Node.of("3"));
            return Optional.of(new Node.Builder(task.dialect())
                    .field("logDriver", Node.of("json-file"))
                    .field("options", options.build())
                    .build());
        }
        if (task.own().isEmpty()) {
            remarks.note(
                    task.definition(),
                    "no container has a log configuration that Sidelight could share, so its log is kept nowhere; "
                            + "add a logConfiguration");
        }
        return Optional.empty();
    }

    /** Of awslogs only some options are copied; of others all, among which no secret may be. */
    private static boolean isCopyable(Container container, List<String> secrets) {
        Spot log = container.at("logConfiguration");
        return container.logsTo("awslogs")
                ? container.logOptions().entry("awslogs-group").isPresent()
                        && container.logOptions().entry("awslogs-region").isPresent()
                : secrets.stream().noneMatch(pointer -> isWithin(pointer, log));
    }

    private static boolean isWithin(String pointer, Spot spot) {
        String own = spot.pointer();
        String unwrapped = own.startsWith(WRAPPER + "/") ? own.substring(WRAPPER.length()) : own;
        return (pointer + "/").startsWith(unwrapped + "/");
    }

    /** Whether its driver is one that Sidelight can use alone, or one that all siblings use. */
    private static boolean isForAll(Task task, Container model) {
        String driver = model.at("logConfiguration").at("logDriver").text().orElse("");
        return !RECEIVED.contains(driver)
                || task.others().stream()
                        .filter(container -> !container.isRouter())
                        .allMatch(container -> container.logsTo(driver));
    }

    private static Optional<Node> copy(Task task, Container model) {
        Spot log = model.at("logConfiguration");
        Spot options = model.logOptions();
        Optional<Value> value = log.value();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean open = !(options.value().orElse(null) instanceof Value.Members object) || object.open();
        if (!model.logsTo("awslogs") || open) {
            return Optional.of(Node.copy(task.definition().document(), value.get()));
        }
        return Optional.of(new Node.Builder(task.dialect())
                .field("logDriver", Node.of("awslogs"))
                .field("options", awslogs(task, options))
                .build());
    }

    private static Node awslogs(Task task, Spot options) {
        Node.Builder kept = new Node.Builder(task.dialect());
        boolean blocks = options.entry("mode").is("blocking");
        for (Spot option : options.entries()) {
            boolean useless = blocks && option.name().equals("max-buffer-size");
            if (KEPT.contains(option.name()) && option.isPresent() && !useless) {
                option.value()
                        .ifPresent(value -> kept.entry(
                                option.name(), Node.copy(task.definition().document(), value)));
            }
        }
        if (options.entry("awslogs-stream-prefix").isAbsent()) {
            kept.entry("awslogs-stream-prefix", Node.of("sidelight"));
        }
        // The default, but for accounts that say otherwise; a monitor must not stand still for its log.
        if (options.entry("mode").isAbsent()) {
            kept.entry("mode", Node.of("non-blocking"));
        }
        return kept.build();
    }
}
