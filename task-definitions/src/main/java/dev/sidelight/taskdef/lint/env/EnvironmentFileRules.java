package dev.sidelight.taskdef.lint.env;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Placeholders;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import dev.sidelight.taskdef.lint.rules.Secrecy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges an environment file, and its clashes with the definitions that name it. */
public final class EnvironmentFileRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern QUOTED = Pattern.compile("([\"']).*\\1");
    private static final Pattern EXPANDED = Pattern.compile("\\$\\{\\w+}|\\$\\(\\w+|`[^`]+`");
    private static final Set<String> JAVA = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final EnvironmentFile file;
    private final List<Finding> found = new ArrayList<>();

    private EnvironmentFileRules(EnvironmentFile file) {
        this.file = file;
    }

    /**
     * All that is wrong with the file.
     *
     * @param beside the definitions that were read with it
     */
    public static List<Finding> judge(EnvironmentFile file, List<Definition> beside) {
        EnvironmentFileRules rules = new EnvironmentFileRules(file);
        rules.name();
        Map<String, EnvironmentFile.Line> taken = new HashMap<>();
        for (EnvironmentFile.Line line : file.lines()) {
            rules.line(line);
            EnvironmentFile.Line before = taken.putIfAbsent(line.name().strip(), line);
            if (line.isSetting() && before != null) {
                rules.at(
                        72,
                        line,
                        line.name() + " is set in line " + before.place().line() + ", too");
            }
        }
        beside.stream()
                .flatMap(definition -> definition.variants().stream())
                .flatMap(definition -> definition.containers().stream())
                .filter(rules::isNamedBy)
                .forEach(rules::clashes);
        return rules.found.stream().distinct().toList();
    }

    private void name() {
        if (!file.name().equals("-") && !file.name().endsWith(".env")) {
            found.add(finding(
                    76,
                    new Place(1, 1, 0, 0, ""),
                    "the name of an environment file ends in .env",
                    "rename the file to end in .env"));
        }
    }

    private void line(EnvironmentFile.Line line) {
        if (!line.isSetting()
                || line.name().strip().contains(" ")
                || !isName(line.name().strip())) {
            String name = line.name().strip();
            at(
                    107,
                    line,
                    name.startsWith("export ")
                            ? "export is the shell's, and becomes part of the name"
                            : line.isSetting()
                                    ? "\"" + name + "\" is no name of a variable"
                                    : "the line sets no variable");
            return;
        }
        String name = line.name().strip();
        String value = line.value();
        if (!line.name().equals(name) || !value.equals(value.strip())) {
            at(109, line, "blanks become part of the " + (line.name().equals(name) ? "value" : "name") + " of " + name);
        }
        if (value.isBlank()) {
            at(110, line, name + " is blank and does not appear on Fargate");
        } else if (QUOTED.matcher(value.strip()).matches()) {
            at(108, line, "the quotes become part of the value of " + name);
        } else if (EXPANDED.matcher(value).find()) {
            at(108, line, "ECS does not expand what " + name + " holds");
        }
        secrets(line, name, value.strip());
        if (Secrecy.isReserved(name)) {
            at(78, line, name + " is ECS's own");
        }
        if (JAVA.contains(name)) {
            at(111, line, name + " is taken by every Java machine that reads this file");
        }
    }

    private void secrets(EnvironmentFile.Line line, String name, String value) {
        if (Secrecy.isCredential(name)) {
            at(69, line, name + " is set in an environment file");
        } else if (!Placeholders.in(value) && Secrecy.isSecret(name, value)) {
            at(70, line, name + " is given in plain text");
        } else if (Secrecy.isSecretValue(value)) {
            at(70, line, "the value of " + name + " looks like a secret");
        }
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private boolean isNamedBy(Spot container) {
        return container.at("environmentFiles").items().stream()
                .anyMatch(one -> file.isNamedBy(one.at("value").raw().orElse("")));
    }

    private void clashes(Spot container) {
        Set<String> set = names(container, "environment");
        Set<String> secret = names(container, "secrets");
        String label = container.at("name").raw().orElse("?");
        for (EnvironmentFile.Line line : file.lines()) {
            if (set.contains(line.name())) {
                at(77, line, line.name() + " is in the environment of container " + label + ", too, which wins");
            }
            if (secret.contains(line.name())) {
                at(71, line, line.name() + " is a secret of container " + label + ", too");
            }
        }
    }

    private static Set<String> names(Spot container, String list) {
        return Set.copyOf(container.at(list).items().stream()
                .flatMap(variable -> variable.at("name").text().stream())
                .toList());
    }

    private void at(int rule, EnvironmentFile.Line line, String message) {
        found.add(finding(rule, line.place(), message, RuleBook.rule(rule).fix()));
    }

    private Finding finding(int number, Place place, String message, String fix) {
        Rule rule = RuleBook.rule(number);
        return new Finding(
                rule, rule.severity(), rule.stage(), file.name(), place, place.pointer(), file.name(), message, fix);
    }
}
