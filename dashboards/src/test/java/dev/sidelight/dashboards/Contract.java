package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What expressions may name: the metrics of the catalogue and of the agent itself, what Prometheus adds to a target, and
 * what the recording rules make of them, each with its labels.
 */
final class Contract {

    /** Labels of every target, and those that some ways of discovery know of a task. */
    static final Set<String> EVERY_TARGET = Set.of("job", "instance");

    static final Set<String> SOME_TARGETS = Set.of("cluster_name", "service_name", "task_id");

    private static final Contract WIDE = new Contract(SOME_TARGETS);
    private static final Contract NARROW = new Contract(Set.of());

    private final Map<String, Set<String>> known = new TreeMap<>();
    private final List<String> faultsOfRules = new ArrayList<>();

    private Contract(Set<String> discovered) {
        List.of(KnownMetrics.ofTasks(), KnownMetrics.ofAgent(), KnownMetrics.ofPrometheus())
                .forEach(metrics -> metrics.forEach((name, labels) -> {
                    Set<String> all = new TreeSet<>(labels);
                    all.addAll(EVERY_TARGET);
                    all.addAll(discovered);
                    known.put(name, all);
                }));
        RuleFile.RECORDING.rules().forEach(rule -> {
            PromQl expression = PromQl.read(rule.expr());
            known.putIfAbsent(rule.name(), Set.of()); // a rule may go on from its own last value
            known.put(rule.name(), new Labels(known).of(expression));
            Labels labels = new Labels(known);
            labels.of(expression);
            labels.faults().forEach(fault -> faultsOfRules.add(rule.name() + ": " + fault));
        });
    }

    /** Fails, naming {@code where}, unless each metric and label of the expression can be there. */
    static void check(String where, String expr) {
        WIDE.labels(where, expr);
    }

    /** The same where no discovery puts the names of cluster, service and task on a target; gives the result's labels. */
    static Set<String> checkWithoutDiscovery(String where, String expr) {
        return NARROW.labels(where, expr);
    }

    /** What is wrong in the recording rules, with and without names from the discovery. */
    static List<String> faultsOfRecordingRules() {
        List<String> all = new ArrayList<>(WIDE.faultsOfRules);
        all.addAll(NARROW.faultsOfRules);
        return all;
    }

    /** The labels of a series that a recording rule makes, in both cases the same. */
    static Set<String> labelsOfRecorded(String name) {
        return NARROW.known.getOrDefault(name, Set.of());
    }

    /** The metrics that an expression names. */
    static Set<String> metrics(String expr) {
        return PromQl.read(expr).metrics();
    }

    private Set<String> labels(String where, String expr) {
        Labels labels = new Labels(known);
        Set<String> given = labels.of(PromQl.read(expr));
        assertThat(labels.faults()).as("%s: %s", where, expr).isEmpty();
        return given;
    }
}
