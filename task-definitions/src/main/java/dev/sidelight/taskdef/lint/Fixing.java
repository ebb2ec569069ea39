package dev.sidelight.taskdef.lint;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Edit;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies the safe fixes of what is found in a document, until none is left. */
final class Fixing {

    private static final int MOST_ROUNDS = 5;
    private static final int CONTEXT_LINES = 3;

    private final boolean fargate;
    private final SeverityChanges changes;

    Fixing(boolean fargate, SeverityChanges changes) {
        this.fargate = fargate;
        this.changes = changes;
    }

    /** The document's text with all safe fixes. */
    String fixed(Document document) throws Unreadable {
        Document now = document;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Edit> edits = separate(edits(now));
            if (edits.isEmpty()) {
                break;
            }
            now = Document.of(document.name(), Edit.apply(now.text(), edits));
        }
        return now.text();
    }

    private List<Edit> edits(Document document) {
        List<Edit> edits = new ArrayList<>();
        for (Definition definition : document.definitions()) {
            for (Definition variant : definition.variants()) {
                Subject subject = new Subject(variant, fargate);
                Set<Rule> broken = changes.apply(RuleBook.judge(subject)).stream()
                        .map(Finding::rule)
                        .collect(Collectors.toSet());
                RuleBook.RULES.stream()
                        .filter(broken::contains)
                        .forEach(rule -> rule.fixer().ifPresent(fixer -> edits.addAll(fixer.edits(subject))));
            }
        }
        return edits;
    }

    /** Edits that do not touch each other; the others have their turn in the next round. */
    private static List<Edit> separate(List<Edit> edits) {
        List<Edit> separate = new ArrayList<>();
        int at = -1;
        for (Edit edit : edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end))
                .toList()) {
            if (edit.start() > at) {
                separate.add(edit);
                at = edit.end();
            }
        }
        return List.copyOf(separate);
    }

    /** Puts a text in place of a file's. */
    static void write(Document document, String text) throws Unreadable {
        if (document.name().equals("-")) {
            throw new Unreadable("standard input cannot be written to");
        }
        try {
            Files.writeString(Path.of(document.name()), (document.marked() ? "\uFEFF" : "") + text);
        } catch (IOException e) {
            throw new Unreadable(document.name() + " cannot be written: " + e.getMessage());
        }
    }

    /** What changes, as a unified diff; empty where nothing does. */
    static String diff(String name, String before, String after) {
        List<String> lines = List.of(before.split("\n", -1));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                name, name, lines, DiffUtils.diff(lines, List.of(after.split("\n", -1))), CONTEXT_LINES);
        return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
    }
}
