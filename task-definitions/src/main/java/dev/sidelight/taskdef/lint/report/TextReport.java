package dev.sidelight.taskdef.lint.report;

import dev.sidelight.taskdef.document.Printable;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings for people:
 *
 * <pre>
 * shop.json:4:13: error SL010: cpu 256 goes with a memory of 512, 1024, 2048, not 4096
 *     4 |   "memory": "4096",
 *       |             ^^^^^^
 *   registration refuses it: AWS says "No Fargate configuration exists for given values."
 *   fix: the next size up is cpu "512" with memory "4096"
 * </pre>
 *
 * What many definitions have in common is one line a rule.
 */
public final class TextReport {

    private static final int WIDEST = 160;
    private static final String ELLIPSIS = "…";

    private final Report report;
    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Report report, boolean colour) {
        this.report = report;
        this.colour = colour;
    }

    public static String of(Report report, boolean colour) {
        TextReport writer = new TextReport(report, colour);
        Map<String, List<Finding>> files = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::file, LinkedHashMap::new, Collectors.toList()));
        files.values().forEach(writer::file);
        writer.summary();
        return writer.text.toString();
    }

    private void file(List<Finding> findings) {
        findings.stream().filter(finding -> !isGrouped(finding)).forEach(this::finding);
        Map<String, List<Finding>> groups = findings.stream()
                .filter(TextReport::isGrouped)
                .collect(Collectors.groupingBy(
                        finding -> finding.severity() + finding.rule().id(), LinkedHashMap::new, Collectors.toList()));
        groups.values().forEach(this::group);
    }

    private static boolean isGrouped(Finding finding) {
        return finding.rule().posture() && finding.severity() != Severity.ERROR;
    }

    private void finding(Finding finding) {
        Rule rule = finding.rule();
        text.append(bold(Printable.of(finding.file()) + ":" + finding.place().line() + ":"
                        + finding.place().column() + ":"))
                .append(' ')
                .append(severity(finding.severity(), finding.severity().label() + " " + rule.id()))
                .append(": ")
                .append(finding.message())
                .append('\n');
        excerpt(finding);
        text.append("  ")
                .append(finding.stage().words())
                .append(": ")
                .append(rule.why())
                .append('\n');
        text.append("  fix: ").append(finding.fix()).append("\n\n");
    }

    private void excerpt(Finding finding) {
        String source = report.texts().getOrDefault(finding.file(), "");
        int start = Math.min(finding.place().start(), source.length());
        int from = source.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        if (start == 0) {
            from = 0;
        }
        int to = source.indexOf('\n', from);
        String line = source.substring(Math.min(from, source.length()), to < 0 ? source.length() : to)
                .replace('\t', ' ')
                .replace("\r", "");
        if (line.isBlank()) {
            return;
        }
        int column = Math.min(start - from, line.length());
        int cut = column > WIDEST / 2 && line.length() > WIDEST ? column - (WIDEST / 2) : 0;
        String shown = line.substring(cut, Math.min(line.length(), cut + WIDEST));
        int width = Math.min(finding.place().end(), from + line.length()) - start;
        int carets = Math.max(1, Math.min(width, shown.length() - (column - cut)));
        String number = String.valueOf(finding.place().line());
        text.append("    ")
                .append(number)
                .append(" | ")
                .append(cut > 0 ? ELLIPSIS : "")
                .append(printable(shown))
                .append(cut + shown.length() < line.length() ? ELLIPSIS : "")
                .append('\n');
        text.append("    ")
                .append(" ".repeat(number.length()))
                .append(" | ")
                .append(" ".repeat(column - cut + (cut > 0 ? ELLIPSIS.length() : 0)))
                .append(severity(finding.severity(), "^".repeat(carets)))
                .append('\n');
    }

    /** One line for all findings of a rule in a file. */
    private void group(List<Finding> findings) {
        Finding first = findings.getFirst();
        Collection<String> subjects =
                findings.stream().map(Finding::subject).distinct().toList();
        text.append(bold(Printable.of(first.file()) + ":" + first.place().line() + ":"
                        + first.place().column() + ":"))
                .append(' ')
                .append(severity(
                        first.severity(),
                        first.severity().label() + " " + first.rule().id()))
                .append(": ")
                .append(first.rule().title())
                .append(": ")
                .append(String.join(", ", subjects))
                .append(" (fix: ")
                .append(first.rule().fix())
                .append(")\n");
    }

    private void summary() {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = report.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(count + " " + words(severity, count));
            }
        }
        int files = report.texts().size();
        text.append(parts.isEmpty() ? "nothing found" : String.join(", ", parts))
                .append(" in ")
                .append(files == 1 ? "1 file" : files + " files")
                .append('\n');
    }

    private static String words(Severity severity, long count) {
        return severity == Severity.INFO ? "info" : severity.label() + (count == 1 ? "" : "s");
    }

    private static String printable(String line) {
        StringBuilder shown = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            shown.append(
                    Character.isISOControl(line.charAt(i)) || Character.getType(line.charAt(i)) == Character.FORMAT
                            ? ' '
                            : line.charAt(i));
        }
        return shown.toString();
    }

    private String bold(String words) {
        return colour ? "\u001b[1m" + words + "\u001b[0m" : words;
    }

    private String severity(Severity severity, String words) {
        if (!colour) {
            return words;
        }
        String code = switch (severity) {
            case ERROR -> "\u001b[1;31m";
            case WARNING -> "\u001b[1;33m";
            case INFO -> "\u001b[1;36m";
        };
        return code + words + "\u001b[0m";
    }
}
