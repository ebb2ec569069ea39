package dev.sidelight.taskdef.lint.rule;

/** What a rule does: looks at a task definition and says what it finds. */
@FunctionalInterface
public interface Check {

    void check(Subject subject, Findings out);
}
