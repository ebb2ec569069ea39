package dev.sidelight.taskdef.lint;

import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Printable;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.report.JsonReport;
import dev.sidelight.taskdef.lint.report.Report;
import dev.sidelight.taskdef.lint.report.RuleText;
import dev.sidelight.taskdef.lint.report.SarifReport;
import dev.sidelight.taskdef.lint.report.TextReport;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Severity;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidelight lint}. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says all that is wrong with task definitions and environment files, at once.",
        footer = {
            "",
            "A severity file has a line a rule, such as \"SL085 off\" or \"SL061 error\"; # begins a comment.",
            "",
            "Exit codes: 0 nothing found, 1 findings as severe as --fail-on or more, or fixes that are not written, 2 something could not be read."
        })
public final class LintCommand implements Callable<Integer> {

    /** How findings are written. */
    enum Format {
        text,
        json,
        sarif
    }

    private static final int CLEAN = 0;
    private static final int FOUND = 1;
    private static final int UNREADABLE = 2;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "Task definitions as register-task-definition takes them or describe-task-definition answers, "
                            + "CloudFormation templates (JSON or YAML), environment files (.env), folders, globs; - is standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or sarif; default text.")
    private Format format = Format.text;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 on findings of this severity or above: error, warning, info; default error.")
    private String failOn = "error";

    @Option(
            names = "--ignore",
            paramLabel = "RULES",
            split = ",",
            description = "Rules to silence, such as SL085,SL086.")
    private List<String> ignored = new ArrayList<>();

    @Option(names = "--severities", paramLabel = "FILE", description = "A file that raises, lowers and silences rules.")
    private String severities = "";

    @Option(
            names = "--fargate",
            description = "Judges every definition as one for Fargate, whatever its requiresCompatibilities.")
    private boolean fargate;

    @Option(names = "--fix", description = "Prints what can be put right without a choice, as a diff.")
    private boolean fixing;

    @Option(names = "--write", description = "With --fix: applies it to the files.")
    private boolean writing;

    @Option(names = "--explain", paramLabel = "RULE", description = "Explains a rule, such as SL031.")
    private String explained = "";

    @Option(names = "--list-rules", description = "Lists all rules.")
    private boolean listing;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final BooleanSupplier colour;

    public LintCommand(InputStream in, PrintStream out, PrintStream err, BooleanSupplier colour) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.colour = colour;
    }

    @Override
    public Integer call() {
        if (listing) {
            out.print(RuleText.list(RuleBook.RULES));
            return CLEAN;
        }
        if (!explained.isEmpty()) {
            return explain();
        }
        if (files.isEmpty()) {
            return refuse("name a file, a folder, or - for standard input");
        }
        if (writing && !fixing) {
            return refuse("--write goes with --fix");
        }
        Optional<Severity> least = Severity.of(failOn);
        if (least.isEmpty()) {
            return refuse("--fail-on is error, warning or info, not " + failOn);
        }
        try {
            return fixing ? fix(least.get(), changes()) : lint(least.get(), changes());
        } catch (Unreadable e) {
            return refuse(e.problem());
        }
    }

    private int lint(Severity least, SeverityChanges changes) {
        Linter linter = new Linter(new Sources(in), fargate);
        Report all = linter.lint(files);
        Report report = new Report(changes.apply(all.findings()), all.texts());
        boolean silent = report.texts().isEmpty() && !linter.unreadable().isEmpty();
        if (!silent || format != Format.text) {
            out.print(written(report));
        }
        out.flush();
        linter.unreadable().forEach(line -> err.println("sidelight lint: " + line));
        if (!linter.unreadable().isEmpty()) {
            return UNREADABLE;
        }
        return isFound(report.findings(), least) ? FOUND : CLEAN;
    }

    private static boolean isFound(List<Finding> findings, Severity least) {
        return findings.stream().anyMatch(finding -> finding.severity().isAtLeast(least));
    }

    /** Exits as without --fix, by the findings that remain; with 1, too, where the diff is not applied. */
    private int fix(Severity least, SeverityChanges changes) throws Unreadable {
        Linter linter = new Linter(new Sources(in), fargate);
        List<Finding> before = changes.apply(linter.lint(files).findings());
        Fixing fixes = new Fixing(fargate, changes);
        boolean changed = false;
        List<Document> after = new ArrayList<>();
        for (Document document : linter.documents()) {
            String fixed = fixes.fixed(document);
            String diff = Fixing.diff(document.name(), document.text(), fixed);
            out.print(diff);
            changed |= !diff.isEmpty();
            if (writing && !diff.isEmpty()) {
                Fixing.write(document, fixed);
            }
            after.add(diff.isEmpty() ? document : Document.of(document.name(), fixed));
        }
        out.flush();
        linter.unreadable().forEach(line -> err.println("sidelight lint: " + line));
        List<Finding> remaining = changes.apply(linter.judge(after));
        err.println("sidelight lint: " + FixSummary.of(before, remaining, changed, writing));
        if (!linter.unreadable().isEmpty()) {
            return UNREADABLE;
        }
        boolean undone = changed && !writing;
        return undone || isFound(remaining, least) ? FOUND : CLEAN;
    }

    private String written(Report report) {
        return switch (format) {
            case text -> TextReport.of(report, colour.getAsBoolean());
            case json -> JsonReport.of(report);
            case sarif -> SarifReport.of(report, RuleBook.RULES, version());
        };
    }

    private SeverityChanges changes() throws Unreadable {
        return SeverityChanges.read(severities, new Sources(in)).ignoring(ignored);
    }

    private int explain() {
        Optional<Rule> rule = RuleBook.find(explained);
        rule.ifPresent(one -> out.print(RuleText.explanation(one)));
        return rule.isPresent() ? CLEAN : refuse("there is no rule " + explained + "; --list-rules lists them");
    }

    private int refuse(String problem) {
        err.println("sidelight lint: " + Printable.of(problem));
        return UNREADABLE;
    }

    private static String version() {
        String version = LintCommand.class.getPackage().getImplementationVersion();
        return version == null ? "0.0.0" : version;
    }
}
