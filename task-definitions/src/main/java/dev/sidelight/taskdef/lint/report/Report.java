package dev.sidelight.taskdef.lint.report;

import dev.sidelight.taskdef.lint.rule.Finding;
import java.util.List;
import java.util.Map;

/**
 * What a run of the linter has found.
 *
 * @param texts the files that were read, by name
 */
public record Report(List<Finding> findings, Map<String, String> texts) {

    public Report {
        findings = List.copyOf(findings);
        texts = Map.copyOf(texts);
    }
}
