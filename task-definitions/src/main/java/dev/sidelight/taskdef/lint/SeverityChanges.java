package dev.sidelight.taskdef.lint;

import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Severity;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules that are silenced, raised or lowered. The file has a line a rule; {@code #} begins a comment:
 *
 * <pre>
 * SL085 off      # our image needs to write
 * SL061 error
 * </pre>
 */
final class SeverityChanges {

    static final SeverityChanges NONE = new SeverityChanges(Map.of(), Set.of());

    private final Map<Rule, Severity> changed;
    private final Set<Rule> silenced;

    private SeverityChanges(Map<Rule, Severity> changed, Set<Rule> silenced) {
        this.changed = Map.copyOf(changed);
        this.silenced = Set.copyOf(silenced);
    }

    /** Reads the file's text. */
    static SeverityChanges parse(String text) throws Unreadable {
        Map<Rule, Severity> changed = new HashMap<>();
        Set<Rule> silenced = new HashSet<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String said = line.replaceAll("#.*", "").strip();
            if (said.isEmpty()) {
                continue;
            }
            List<String> words = List.of(said.split("\\s+", -1));
            Optional<Rule> rule = RuleBook.find(words.getFirst());
            Optional<Severity> severity = words.size() == 2 ? Severity.of(words.get(1)) : Optional.empty();
            if (rule.isPresent() && words.size() == 2 && words.get(1).equals("off")) {
                silenced.add(rule.get());
            } else if (rule.isPresent() && severity.isPresent()) {
                changed.put(rule.get(), severity.get());
            } else {
                throw new Unreadable("line " + number
                        + " is not of the form \"SL085 off\", or error, warning or info in place of off");
            }
        }
        return new SeverityChanges(changed, silenced);
    }

    /** Reads the file of that name; of none, nothing. */
    static SeverityChanges read(String file, Sources sources) throws Unreadable {
        if (file.isEmpty()) {
            return NONE;
        }
        try {
            return parse(Document.decoded(sources.read(new Sources.Source(file, true))));
        } catch (Unreadable e) {
            throw new Unreadable(file + ": " + e.problem());
        }
    }

    /** With rules silenced, too, by their names. */
    SeverityChanges ignoring(List<String> ids) throws Unreadable {
        Set<Rule> all = new HashSet<>(silenced);
        for (String id : ids) {
            all.add(RuleBook.find(id).orElseThrow(() -> new Unreadable("there is no rule " + id)));
        }
        return new SeverityChanges(changed, all);
    }

    /** The findings that remain, as severe as is wished. */
    List<Finding> apply(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !silenced.contains(finding.rule()))
                .map(finding -> finding.as(changed.getOrDefault(finding.rule(), finding.severity())))
                .toList();
    }
}
