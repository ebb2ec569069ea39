package dev.sidelight.taskdef.lint.env;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the environment files of a container against each other: the first that sets a variable wins. */
public final class EnvironmentFileOrder {

    private EnvironmentFileOrder() {}

    /**
     * What is set in vain.
     *
     * @param beside the definitions that were read with the files
     */
    public static List<Finding> judge(List<EnvironmentFile> files, List<Definition> beside) {
        return beside.stream()
                .flatMap(definition -> definition.variants().stream())
                .flatMap(definition -> definition.containers().stream())
                .flatMap(container -> inVain(container, files).stream())
                .distinct()
                .toList();
    }

    private static List<Finding> inVain(Spot container, List<EnvironmentFile> files) {
        List<EnvironmentFile> read = container.at("environmentFiles").items().stream()
                .flatMap(one -> named(one.at("value").raw().orElse(""), files).stream())
                .distinct()
                .toList();
        List<Finding> found = new ArrayList<>();
        Map<String, EnvironmentFile> setBy = new HashMap<>();
        for (EnvironmentFile file : read) {
            for (EnvironmentFile.Line line : file.lines()) {
                EnvironmentFile winner = line.isSetting() ? setBy.putIfAbsent(line.name(), file) : null;
                if (winner != null && !winner.name().equals(file.name())) {
                    found.add(finding(
                            file, line, winner, container.at("name").raw().orElse("?")));
                }
            }
        }
        return found;
    }

    /** The one file of that name; empty where several have it. */
    private static Optional<EnvironmentFile> named(String object, List<EnvironmentFile> files) {
        List<EnvironmentFile> named =
                files.stream().filter(file -> file.isNamedBy(object)).toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static Finding finding(
            EnvironmentFile file, EnvironmentFile.Line line, EnvironmentFile winner, String container) {
        Rule rule = RuleBook.rule(113);
        return new Finding(
                rule,
                rule.severity(),
                rule.stage(),
                file.name(),
                line.place(),
                line.place().pointer(),
                file.name(),
                line.name() + " is set in " + winner.name() + ", too, which container " + container
                        + " reads first and which wins",
                rule.fix());
    }
}
