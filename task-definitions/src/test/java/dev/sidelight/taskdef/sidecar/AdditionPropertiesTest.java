package dev.sidelight.taskdef.sidecar;

import static dev.sidelight.taskdef.sidecar.Additions.CLOUDWATCH;
import static dev.sidelight.taskdef.sidecar.Additions.FIXTURES;
import static dev.sidelight.taskdef.sidecar.Additions.PLAIN;
import static dev.sidelight.taskdef.sidecar.Additions.add;
import static dev.sidelight.taskdef.sidecar.Additions.compact;
import static dev.sidelight.taskdef.sidecar.Additions.findings;
import static dev.sidelight.taskdef.sidecar.Additions.read;
import static dev.sidelight.taskdef.sidecar.Additions.resource;
import static dev.sidelight.taskdef.sidecar.Additions.sidecar;
import static dev.sidelight.taskdef.sidecar.Additions.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.Tree;
import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdditionPropertiesTest {

    record Case(String name, String text, Request request) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return FIXTURES.stream().flatMap(name -> {
            String text = resource(name);
            List<Case> cases = new ArrayList<>();
            cases.add(new Case(name, text, PLAIN));
            cases.add(new Case(name + " with CloudWatch", text, CLOUDWATCH));
            cases.add(new Case("CRLF " + name, text.replace("\n", "\r\n"), PLAIN));
            cases.add(new Case("unended " + name, text.stripTrailing(), PLAIN));
            if (name.endsWith(".json")) {
                cases.add(new Case("tabs " + name, text.replace("  ", "\t"), PLAIN));
                cases.add(new Case("compact " + name, compact(text), CLOUDWATCH));
            }
            return cases.stream();
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twiceChangesNothingMore(Case given) throws Unreadable {
        String once = sound(add(given.name(), given.text(), given.request()));
        assertThat(once).isNotEqualTo(given.text());
        assertThat(sound(add(given.name(), once, given.request()))).isEqualTo(once);
        assertThat(sound(add(given.name(), once, PLAIN)))
                .as("what is not said stays")
                .isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noFindingIsAdded(Case given) throws Unreadable {
        List<Definition> before = read(given.name(), given.text()).definitions();
        List<Definition> after = read(given.name(), sound(add(given.name(), given.text(), given.request())))
                .definitions();
        for (int i = 0; i < before.size(); i++) {
            List<String> had = findings(before.get(i));
            assertThat(findings(after.get(i)))
                    .filteredOn(line -> !had.contains(line))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyLineStays(Case given) throws Unreadable {
        String text = sound(add(given.name(), given.text(), given.request()));
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = 0;
        List<String> lost = new ArrayList<>();
        for (String line : given.text().split("\n", -1)) {
            int found = at;
            while (found < lines.size() && !isSame(lines.get(found), line)) {
                found++;
            }
            if (found < lines.size()) {
                at = found + 1;
            } else {
                lost.add(line.strip());
            }
        }
        assertThat(lost)
                .filteredOn(line -> !line.matches("(?i)\\s*\"?memory\"? ?:.*"))
                .as("all but the task's memory and a list on one line")
                .allMatch(line -> line.contains("ontainerDefinitions") && line.contains("]"));
        String rest = given.text().contains("\r\n") ? text.replace("\r\n", "") : text.replace("\n", "");
        assertThat(rest).doesNotContain("\r").doesNotContain("\n");
        assertThat(text.contains("\n")).isEqualTo(given.text().contains("\n"));
    }

    private static boolean isSame(String written, String original) {
        String one = written.stripTrailing();
        String other = original.stripTrailing();
        return one.equals(other) || one.equals(other + ",");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void containerIsAsItShouldBe(Case given) throws Unreadable {
        Document document = read(given.name(), sound(add(given.name(), given.text(), given.request())));
        for (Definition definition : document.definitions()) {
            Container own = Task.of(definition).own().orElseThrow();
            assertThat(own.isEssential()).isFalse();
            assertThat(own.at("healthCheck").at("command").items().stream()
                            .map(one -> one.text().orElse("")))
                    .containsExactly("CMD", "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe");
            assertThat(own.at("readonlyRootFilesystem").is(true)).isTrue();
            assertThat(own.at("user").is("65534")).isTrue();
            assertThat(own.at("memory").number()).hasValue(given.request().equals(CLOUDWATCH) ? 160 : 128);
            assertThat(own.at("dockerLabels").entry("dev.sidelight.version").text())
                    .contains("0.1.0");
            assertThat(own.environment("SIDELIGHT_CLOUDWATCH_ENABLED"))
                    .isEqualTo(given.request().cloudwatch().map(String::valueOf));
        }
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("templates"), 2)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("policies"))
                    .filter(AdditionPropertiesTest::isDefinition)
                    .toList();
        }
    }

    private static boolean isDefinition(Path file) {
        try {
            return Files.readString(file).contains("\"containerDefinitions\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templateIsUpToDateAndMadeAgainFromTheRest(Path file) throws IOException, Unreadable {
        String text = Files.readString(file);
        Request same = new Request(
                "0.1.0",
                "ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com/sidelight:0.1.0",
                Optional.of(text.contains("SIDELIGHT_CLOUDWATCH_ENABLED")),
                OptionalInt.empty(),
                List.of());
        assertThat(sound(add("a.json", text, same))).isEqualTo(text);
        int last = sidecarIndex(text);
        String rest = Tree.write(Tree.changed(Tree.read(text), "- containerDefinitions/" + last));
        String again = sound(add("a.json", rest, same));
        assertThat(sound(add("a.json", again, same))).isEqualTo(again);
        assertThat(findings(Document.of("a.json", again).definitions().getFirst()))
                .containsExactlyInAnyOrderElementsOf(
                        findings(Document.of("a.json", text).definitions().getFirst()));
        assertThat(sidecar(again).at("memory").number())
                .isEqualTo(sidecar(text).at("memory").number());
    }

    private static int sidecarIndex(String text) throws Unreadable {
        return Integer.parseInt(sidecar(text).spot().name());
    }
}
