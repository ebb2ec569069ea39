package dev.sidelight.taskdef.lint;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Printable;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.env.EnvironmentFile;
import dev.sidelight.taskdef.lint.env.EnvironmentFileOrder;
import dev.sidelight.taskdef.lint.env.EnvironmentFileRules;
import dev.sidelight.taskdef.lint.report.Report;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Judges all files of a run; those that cannot be read are listed and do not hide the others. */
final class Linter {

    private final Sources sources;
    private final boolean fargate;
    private final List<String> unreadable = new ArrayList<>();
    private final Set<String> complaints = new HashSet<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Document> documents = new ArrayList<>();
    private final List<EnvironmentFile> environmentFiles = new ArrayList<>();

    Linter(Sources sources, boolean fargate) {
        this.sources = sources;
        this.fargate = fargate;
    }

    Report lint(List<String> arguments) {
        sources.expand(arguments).forEach(this::read);
        arguments.stream()
                .filter(this::isVain)
                .forEach(argument -> complain(argument, "there is no task definition in it"));
        return new Report(sorted(judge(documents)), texts);
    }

    /** All findings in these documents, and in the environment files that were read, beside each other. */
    List<Finding> judge(List<Document> judged) {
        List<Definition> definitions = judged.stream()
                .flatMap(document -> document.definitions().stream())
                .toList();
        return Stream.concat(
                        definitions.stream().flatMap(definition -> RuleBook.judge(definition, fargate).stream()),
                        Stream.concat(
                                environmentFiles.stream()
                                        .flatMap(file -> EnvironmentFileRules.judge(file, definitions).stream()),
                                EnvironmentFileOrder.judge(environmentFiles, definitions).stream()))
                .toList();
    }

    /** The documents that were read. */
    List<Document> documents() {
        return List.copyOf(documents);
    }

    /** One line each, for files that could not be read. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    private List<Finding> sorted(List<Finding> findings) {
        List<String> order = List.copyOf(texts.keySet());
        return findings.stream()
                .sorted(Comparator.comparingInt((Finding finding) -> order.indexOf(finding.file()))
                        .thenComparing(Finding::severity)
                        .thenComparingInt(finding -> finding.place().start())
                        .thenComparingInt(finding -> finding.rule().number()))
                .toList();
    }

    private void read(Sources.Source source) {
        String text = "";
        try {
            text = Document.decoded(sources.read(source));
            if (EnvironmentFile.is(source.name())) {
                environmentFiles.add(EnvironmentFile.parse(source.name(), text));
                texts.put(source.name(), text);
                return;
            }
            Document document = Document.of(source.name(), text);
            if (!document.definitions().isEmpty()) {
                documents.add(document);
                texts.put(source.name(), document.text());
            } else if (source.named() && !isTemplate(text)) {
                throw new Unreadable("there is no task definition in it");
            } else if (source.named()) {
                texts.put(source.name(), document.text());
            }
        } catch (StackOverflowError e) {
            complain(source.name(), "it is nested too deeply");
        } catch (Unreadable e) {
            if (source.named() || mayHoldDefinition(text)) {
                complain(source.name(), e.problem());
            }
        }
    }

    private void complain(String name, String problem) {
        complaints.add(name);
        unreadable.add(Printable.of((name.equals("-") ? "standard input" : name) + ": " + problem));
    }

    /** Whether a folder or a glob led to nothing that was judged, or that could not be read. */
    private boolean isVain(String argument) {
        return sources.expand(List.of(argument)).stream()
                .noneMatch(source ->
                        source.named() || texts.containsKey(source.name()) || complaints.contains(source.name()));
    }

    private static boolean isTemplate(String text) {
        return text.contains("AWSTemplateFormatVersion") || text.contains("Resources");
    }

    /** Whether a file that was only met in a folder is worth a complaint. */
    private static boolean mayHoldDefinition(String text) {
        return text.toLowerCase(Locale.ROOT).contains("containerdefinitions");
    }
}
