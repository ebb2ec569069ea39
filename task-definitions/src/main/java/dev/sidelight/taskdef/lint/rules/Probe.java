package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A health check's command, as far as it is known. */
record Probe(Container container, Spot command, List<String> words) {

    static final Set<String> KINDS = Set.of("CMD", "CMD-SHELL", "NONE");

    private static final Pattern SHELL =
            Pattern.compile("(.*/)?(sh|bash|ash|dash|zsh|cmd(\\.exe)?|powershell(\\.exe)?|pwsh)");
    private static final Pattern SYNTAX = Pattern.compile("\\||&&|>|;|`|\\$[A-Za-z_(]");
    private static final Pattern FILLED_IN = Pattern.compile("<[^<>\\s][^<>]{0,80}>|\\{\\{[^{}]*}}|\\$\\{[^{}]*}");
    /** Programs that take code of their own as an argument: the program, a blank, the option before the code. */
    private static final Pattern CODE = Pattern.compile("(.*/)?("
            + "(node|nodejs|bun|deno) (-e|-p|-pe|--eval|--print|eval)|python[\\d.]* -c|perl -[a-zA-Z]*[eE]|"
            + "(ruby|lua) -e|php -r|psql (-[a-zA-Z]*c|--command)|(mysql|mariadb|cqlsh) (-e|--execute)|"
            + "(mongo|mongosh) --eval|(clickhouse|clickhouse-client) (-q|--query)|sqlcmd -[qQ]|"
            + "[gm]?awk .*|jq .*|sed .*)");

    static Stream<Probe> all(Subject subject) {
        return subject.containers().stream().flatMap(container -> of(container).stream());
    }

    private static Optional<Probe> of(Container container) {
        Spot command = container.at("healthCheck").at("command");
        boolean known = !command.items().isEmpty()
                && command.items().stream().allMatch(item -> item.value().orElse(null) instanceof Value.Text);
        return known
                ? Optional.of(new Probe(
                        container,
                        command,
                        command.items().stream()
                                .map(item -> item.raw().orElse(""))
                                .toList()))
                : Optional.empty();
    }

    boolean is(String kind) {
        return words.getFirst().equals(kind);
    }

    /** All that is run, in one line. */
    String line() {
        return String.join(" ", words.subList(KINDS.contains(words.getFirst()) ? 1 : 0, words.size()));
    }

    /** The argument that a shell would have to read, if there is no shell. */
    Optional<Spot> shellArgument() {
        if (!is("CMD") || words.size() < 2 || SHELL.matcher(words.get(1)).matches()) {
            return Optional.empty();
        }
        return IntStream.range(1, words.size())
                .filter(i -> !isCode(i))
                .filter(i -> SYNTAX.matcher(FILLED_IN.matcher(words.get(i)).replaceAll(""))
                        .find())
                .mapToObj(i -> command.items().get(i))
                .findFirst();
    }

    /** Whether an argument is read by the program itself, as code in a language of its own. */
    private boolean isCode(int i) {
        return i > 2 && CODE.matcher(words.get(1) + " " + words.get(i - 1)).matches();
    }
}
