package dev.sidelight.taskdef.lint.rule;

import dev.sidelight.taskdef.document.Edit;
import java.util.List;

/** The edits that put right what a rule finds, where there is but one way. */
@FunctionalInterface
public interface Fixer {

    List<Edit> edits(Subject subject);
}
