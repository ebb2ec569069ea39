package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Edit;
import dev.sidelight.taskdef.document.Member;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Severity;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds Sidelight to definitions of a document, or brings it up to date there, and holds the result against the lint. */
public final class Addition {

    /** The rule of a definition's size, which is looked at even where it was broken before. */
    private static final int SIZE = 5;

    private final Request request;
    private final Remarks remarks = new Remarks();

    private Addition(Request request) {
        this.request = request;
    }

    /**
     * What came of it.
     *
     * @param text the document with Sidelight; where there are problems, as it was
     * @param problems why it cannot be added, all of them
     * @param notes what the user should know
     */
    public record Outcome(String text, List<String> problems, List<String> notes) {
        public Outcome {
            problems = List.copyOf(problems);
            notes = List.copyOf(notes);
        }
    }

    /** To the definitions at these positions of the document's. */
    public static Outcome to(Document document, List<Integer> chosen, Request request) {
        Addition addition = new Addition(request);
        String text = addition.changed(document, chosen);
        Remarks remarks = addition.remarks;
        return new Outcome(remarks.hasProblems() ? document.text() : text, remarks.problems(), remarks.notes());
    }

    private String changed(Document document, List<Integer> chosen) {
        List<Definition> definitions = document.definitions();
        Map<Integer, Plan> plans = chosen.stream()
                .collect(Collectors.toMap(
                        i -> i,
                        i -> Plan.of(definitions.get(i), request, remarks),
                        (one, _) -> one,
                        LinkedHashMap::new));
        if (remarks.hasProblems()) {
            return document.text();
        }
        try {
            Document now = document;
            for (Map.Entry<Integer, Plan> plan : plans.entrySet()) {
                Document before = now;
                for (Step step : plan.getValue().steps()) {
                    now = applied(now, plan.getKey(), step);
                }
                boolean same = before.text().equals(now.text());
                remarks.note(definitions.get(plan.getKey()), plan.getValue().summary(!same));
            }
            check(document, now, List.copyOf(plans.values()));
            for (int i : plans.keySet()) {
                judge(definitions.get(i), now.definitions().get(i));
            }
            return now.text();
        } catch (Unreadable e) {
            remarks.problem("with Sidelight in it the document could not be read (" + e.problem()
                    + "); this is a fault of add-sidecar's, and nothing is changed");
            return document.text();
        }
    }

    private static Document applied(Document document, int position, Step step) throws Unreadable {
        Definition definition = document.definitions().get(position);
        Optional<Member> containers = containers(definition);
        if (containers.isEmpty()) {
            return document;
        }
        Insertions insertions =
                new Insertions(document, definition.root().dialect(), Style.of(document, containers.get()));
        List<Edit> edits = step.edits(definition, insertions);
        return edits.isEmpty() ? document : Document.of(document.name(), Edit.apply(document.text(), edits));
    }

    private static Optional<Member> containers(Definition definition) {
        return definition.root().value().orElse(null) instanceof Value.Members root
                ? root.members().reversed().stream()
                        .filter(member -> definition
                                .root()
                                .dialect()
                                .canonical(member.name())
                                .equals("containerDefinitions"))
                        .findFirst()
                : Optional.empty();
    }

    /** Nothing else may have changed, whatever the document's form. */
    private void check(Document before, Document after, List<Plan> plans) throws Unreadable {
        for (String pointer : Differences.between(before.root(), after.root())) {
            boolean meant = plans.stream()
                    .flatMap(plan -> plan.touched().stream())
                    .anyMatch(touched -> (pointer + "/").startsWith(touched + "/"));
            if (!meant) {
                throw new Unreadable(pointer + " would change, too");
            }
        }
        for (Definition definition : after.definitions()) {
            boolean meant = plans.stream()
                    .anyMatch(plan -> plan.task()
                            .subject()
                            .root()
                            .pointer()
                            .equals(definition.root().pointer()));
            if (meant && Task.of(definition).own().isEmpty()) {
                throw new Unreadable("Sidelight's container is not found again in " + definition.name());
            }
        }
    }

    private void judge(Definition before, Definition after) {
        Map<Integer, List<Finding>> had = findings(before);
        findings(after).forEach((number, found) -> {
            List<Finding> earlier = had.getOrDefault(number, List.of());
            if (found.size() <= earlier.size() && number != SIZE) {
                return;
            }
            List<String> known = earlier.stream().map(Finding::message).toList();
            List<Finding> added = new ArrayList<>(found);
            added.removeIf(finding -> known.contains(finding.message()) && number != SIZE);
            for (Finding finding : added) {
                String line = finding.rule().id() + ": " + finding.message();
                if (finding.severity() == Severity.ERROR) {
                    remarks.problem(before, "with Sidelight it would be wrong by " + line + "; " + finding.fix());
                } else if (earlier.isEmpty()) {
                    remarks.note(before, "lint will say " + line);
                }
            }
        });
    }

    private static Map<Integer, List<Finding>> findings(Definition definition) {
        return RuleBook.judge(new Subject(definition, false)).stream()
                .collect(Collectors.groupingBy(finding -> finding.rule().number()));
    }
}
