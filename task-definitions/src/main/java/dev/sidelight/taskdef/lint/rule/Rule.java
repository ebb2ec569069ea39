package dev.sidelight.taskdef.lint.rule;

import java.util.Locale;
import java.util.Optional;

/**
 * A rule of the linter.
 *
 * @param severity of most of its findings
 * @param title what is wrong, in a few words
 * @param why what comes of it
 * @param fix what to do
 * @param source who says so
 * @param scope what it is decided from
 * @param posture whether it is about how things are kept rather than whether they work; grouped in the report
 * @param cases which findings are of another severity, or show at another stage; empty where none are
 */
public record Rule(
        int number,
        Severity severity,
        Stage stage,
        String title,
        String why,
        String fix,
        String source,
        Scope scope,
        boolean posture,
        String cases,
        Optional<Check> check,
        Optional<Fixer> fixer) {

    /** What a rule is decided from. */
    public enum Scope {
        DEFINITION("a task definition"),
        SERVICES("the services of the same CloudFormation template"),
        ENVIRONMENT_FILE("an environment file"),
        ENVIRONMENT_FILE_TOO("a task definition or an environment file"),
        NOWHERE("nothing that is in a document: it is listed for completeness");

        private final String words;

        Scope(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A rule for task definitions. */
    public static Rule of(
            int number,
            Severity severity,
            Stage stage,
            String title,
            String why,
            String fix,
            String source,
            Check check) {
        return undecided(number, severity, stage, title, why, fix, source)
                .with(Scope.DEFINITION, false, "", Optional.of(check), Optional.empty());
    }

    /** A rule that no document alone decides. */
    public static Rule undecided(
            int number, Severity severity, Stage stage, String title, String why, String fix, String source) {
        return new Rule(
                number,
                severity,
                stage,
                title,
                why,
                fix,
                source,
                Scope.NOWHERE,
                false,
                "",
                Optional.empty(),
                Optional.empty());
    }

    /** A rule that is applied to lines of an environment file. */
    public static Rule ofEnvironmentFile(
            int number, Severity severity, Stage stage, String title, String why, String fix, String source) {
        return undecided(number, severity, stage, title, why, fix, source).from(Scope.ENVIRONMENT_FILE);
    }

    private Rule with(Scope from, boolean kept, String otherwise, Optional<Check> by, Optional<Fixer> safe) {
        return new Rule(number, severity, stage, title, why, fix, source, from, kept, otherwise, by, safe);
    }

    public Rule asPosture() {
        return with(scope, true, cases, check, fixer);
    }

    /** With edits that put it right without a choice to be made. */
    public Rule fixedBy(Fixer safe) {
        return with(scope, posture, cases, check, Optional.of(safe));
    }

    public Rule from(Scope other) {
        return with(other, posture, cases, check, fixer);
    }

    /** With findings of another severity, or that show at another stage. */
    public Rule varying(String otherwise) {
        return with(scope, posture, otherwise, check, fixer);
    }

    /** Its name in reports: {@code SL031}. */
    public String id() {
        return id(number);
    }

    public static String id(int number) {
        return String.format(Locale.ROOT, "SL%03d", number);
    }
}
