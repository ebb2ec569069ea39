package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Edit;
import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Splices;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Edits that leave no choice: they say what was meant in the way that is understood. */
final class Fixes {

    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,9}");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w@%+=:,./?&-]+");

    private Fixes() {}

    /** Read-only fields go, and names get the letters in the case that the API or CloudFormation has. */
    static List<Edit> fieldNames(Subject subject) {
        Document document = subject.definition().document();
        List<Edit> edits = new ArrayList<>();
        ModelWalk.walk(subject.root(), new ModelWalk.Visitor() {
            @Override
            public void unknown(Spot field, Spot owner, Collection<String> known) {
                if (!(owner.value().orElse(null) instanceof Value.Members object)) {
                    return;
                }
                boolean answered = owner == subject.root() && StructureChecks.isAnswered(field.name());
                if (answered && subject.definition().kind() != Definition.Kind.DESCRIBED) {
                    object.member(field.name())
                            .ifPresent(member -> edits.add(Splices.remove(document, object, member)));
                }
                known.stream()
                        .filter(one -> one.equalsIgnoreCase(field.name())
                                && object.member(one).isEmpty())
                        .findFirst()
                        .ifPresent(one -> rename(document, object, field.name(), one, edits));
            }

            @Override
            public void misspelt(Spot field, Spot owner, String written) {
                if (owner.value().orElse(null) instanceof Value.Members object
                        && object.member(written).isEmpty()) {
                    rename(document, object, field.name(), written, edits);
                }
            }
        });
        return List.copyOf(edits);
    }

    private static void rename(Document document, Value.Members object, String from, String to, List<Edit> edits) {
        object.member(from).ifPresent(member -> {
            Place key = member.key();
            String written = document.text().substring(key.start(), key.end());
            edits.add(Edit.replace(key, written.replace(from, to)));
        });
    }

    /** Numbers that are strings get quotes, and strings that are numbers lose them. */
    static List<Edit> types(Subject subject) {
        List<Edit> edits = new ArrayList<>();
        ModelWalk.walk(subject.root(), new ModelWalk.Visitor() {
            @Override
            public void convertible(Spot value, String type) {
                String text = value.raw().orElse("");
                boolean fits = switch (type) {
                    case "string" -> !text.isEmpty();
                    case "integer", "long" -> WHOLE.matcher(text).matches();
                    case "boolean" -> TRUTH.matcher(text).matches();
                    default -> false;
                };
                if (fits) {
                    edits.add(Edit.replace(
                            value.place(), type.equals("string") ? "\"" + text + "\"" : text.toLowerCase(Locale.ROOT)));
                }
            }
        });
        return List.copyOf(edits);
    }

    static List<Edit> awsvpc(Subject subject) {
        Spot mode = subject.at("networkMode");
        Document document = subject.definition().document();
        boolean json = document.format() == Document.Format.JSON;
        if (mode.value().orElse(null) instanceof Value.Text) {
            return List.of(Edit.replace(mode.place(), json ? "\"awsvpc\"" : "awsvpc"));
        }
        boolean missing = mode.value().isEmpty() && subject.root().value().orElse(null) instanceof Value.Members;
        return missing
                ? List.of(Splices.add(
                        document,
                        (Value.Members) subject.root().value().orElseThrow(),
                        mode.written("networkMode"),
                        json ? "\"awsvpc\"" : "awsvpc"))
                : List.of();
    }

    static List<Edit> hostPorts(Subject subject) {
        return PortMapping.all(subject).stream()
                .filter(mapping -> mapping.host().isPresent()
                        && mapping.host().getAsLong() != 0
                        && mapping.port() != 0
                        && mapping.host().getAsLong() != mapping.port())
                .map(mapping -> {
                    Place place = mapping.spot().at("hostPort").place();
                    return Edit.replace(place, String.valueOf(mapping.port()));
                })
                .toList();
    }

    private static Stream<List<Spot>> commands(Subject subject) {
        return subject.containers().stream()
                .map((Container container) ->
                        container.at("healthCheck").at("command").items())
                .filter(words -> !words.isEmpty()
                        && words.stream().allMatch(word -> word.value().orElse(null) instanceof Value.Text));
    }

    /** One argument that is a whole command line was meant for a shell. */
    static List<Edit> shell(Subject subject) {
        return subject.containers().stream()
                .filter(container -> !container.image().isBare())
                .map(container -> container.at("healthCheck").at("command").items())
                .filter(words -> words.size() == 2
                        && words.getFirst().is("CMD")
                        && words.getLast().raw().orElse("").strip().contains(" "))
                .map(words -> Edit.replace(words.getFirst().place(), "\"CMD-SHELL\""))
                .toList();
    }

    /** Several strings after CMD-SHELL become one. */
    static List<Edit> joined(Subject subject) {
        return commands(subject)
                .filter(words -> words.size() > 2 && words.getFirst().is("CMD-SHELL"))
                .filter(words -> words.stream()
                        .allMatch(word ->
                                PLAIN_WORD.matcher(word.raw().orElse("")).matches()))
                .filter(words ->
                        words.get(1).place().line() == words.getLast().place().line()
                                || subject.definition().document().format() == Document.Format.JSON)
                .map(words -> new Edit(
                        words.get(1).place().start(),
                        words.getLast().place().end(),
                        "\""
                                + String.join(
                                        " ",
                                        words.stream()
                                                .skip(1)
                                                .map(word -> word.raw().orElse(""))
                                                .toList())
                                + "\""))
                .toList();
    }

    static List<Edit> loopback(Subject subject) {
        String text = subject.definition().document().text();
        return commands(subject)
                .flatMap(List::stream)
                .filter(word -> word.raw().orElse("").contains("://localhost"))
                .map(word -> Edit.replace(
                        word.place(),
                        text.substring(word.place().start(), word.place().end())
                                .replace("://localhost", "://127.0.0.1")))
                .toList();
    }
}
