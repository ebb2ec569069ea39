package dev.sidelight.taskdef.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Sidelight added to fixtures. */
final class Additions {

    static final String IMAGE = "registry.example/sidelight:0.1.0";
    static final Request PLAIN = new Request("0.1.0", IMAGE, Optional.empty(), OptionalInt.empty(), List.of());
    static final Request CLOUDWATCH = new Request("0.1.0", IMAGE, Optional.of(true), OptionalInt.empty(), List.of());
    static final List<String> FIXTURES = List.of(
            "fargate-x86.json",
            "fargate-arm.json",
            "ec2-awsvpc.json",
            "ec2-bridge.json",
            "ec2-host.json",
            "ec2-none.json",
            "external.json",
            "firelens.json",
            "described.json",
            "template.json",
            "template.yaml",
            "anchors.yaml",
            "flow.yaml");

    /** Rules that a wish of the user's breaks: a task role for CloudWatch is not the tool's to make. */
    private static final List<String> WISHED = List.of("SL090");

    private Additions() {}

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                Additions.class.getResourceAsStream("/dev/sidelight/taskdef/sidecar/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String compact(String json) {
        return json.replaceAll("(?m)^\\s+|\\R", "")
                .replaceAll("(\"|\\}|\\]) ?: ", "$1:")
                .replaceAll(", \"", ",\"");
    }

    static Document read(String name, String text) throws Unreadable {
        return Document.of(name.contains("yaml") ? "a.yaml" : "a.json", text);
    }

    static Addition.Outcome add(String name, String text, Request request) throws Unreadable {
        Document document = read(name, text);
        List<Integer> all =
                IntStream.range(0, document.definitions().size()).boxed().toList();
        return Addition.to(document, all, request);
    }

    /** The result, which must not be refused. */
    static String added(String name, Request request) throws Unreadable {
        return sound(add(name, resource(name), request));
    }

    static String sound(Addition.Outcome outcome) {
        assertThat(outcome.problems()).isEmpty();
        return outcome.text();
    }

    static Container sidecar(String text) throws Unreadable {
        return Task.of(Document.of("a.json", text).definitions().getFirst())
                .own()
                .orElseThrow();
    }

    static Request asking(int port, String... gates) {
        return new Request("0.1.0", IMAGE, Optional.empty(), OptionalInt.of(port), List.of(gates));
    }

    static Request gating(String... gates) {
        return new Request("0.1.0", IMAGE, Optional.empty(), OptionalInt.empty(), List.of(gates));
    }

    /** What is said, but for posture, of which only the rules are listed, as in the report. */
    static List<String> findings(Definition definition) {
        return RuleBook.judge(new Subject(definition, false)).stream()
                .filter(finding -> !WISHED.contains(finding.rule().id()))
                .map(Additions::line)
                .toList();
    }

    static String line(Finding finding) {
        return finding.rule().id() + (finding.rule().posture() ? "" : " " + finding.message());
    }
}
