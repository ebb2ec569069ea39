package dev.sidelight.taskdef.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.Bases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LintCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int lint(String input, String... args) {
        out.reset();
        err.reset();
        return new CommandLine(new LintCommand(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        () -> false))
                .execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    @Test
    void aFolderWithoutADefinitionIsRefused() throws IOException {
        file("a/package.json", "{\"name\": \"shop\"}");
        file("b/task.json", Bases.with("fargate", ""));
        file("c/app.env", "A=1");
        assertThat(lint("", folder + "/a")).isEqualTo(2);
        assertThat(err()).isEqualTo("sidelight lint: " + folder + "/a: there is no task definition in it\n");
        assertThat(lint("", folder + "/a/*.json")).isEqualTo(2);
        assertThat(lint("", folder + "/b")).isZero();
        assertThat(lint("", folder + "/c")).isZero();
        assertThat(lint("", folder + "/a", folder + "/b")).isEqualTo(2);
        assertThat(err()).contains("/a: ").doesNotContain("/b: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{\"a\": 1,} => 1:9: not JSON: a name in double quotes is expected, and not }",
                "{\"a\": 1 \"b\": 2} => 1:10: not JSON: a comma or } is expected, and not \"",
                "[1 2] => 1:4: not JSON: a comma or ] is expected, and not 2",
                "{\"a\" 1} => 1:6: not JSON: a colon is expected, and not 1",
                "{\"a\": } => 1:7: not JSON: a value is expected, and not }",
                "{a: 1} => 1:2: not JSON: a name in double quotes is expected, and not a",
                "{\"a\": yes} => 1:7: not JSON: a text that is not in double quotes",
                "{\"a\": 'b'} => 1:7: not JSON: a value is expected, and not '",
                "{\"a\": 1 // b} => 1:9: not JSON: JSON has no comments",
                "{\"a\": [1} => 1:9: not JSON: a bracket closes what a bracket of another kind opened",
                "{\"a\": 012} => 1:8: not JSON: a malformed number",
                "{\"a\": \"\\x\"} => 1:9: not JSON: an escape in a string that JSON does not have",
                "{\"a\": 1 => 1:8: not JSON: it ends too early"
            },
            quoteCharacter = '~')
    void whatIsNoJsonIsSaidInOurOwnWords(String json, String problem) {
        assertThat(lint(json, "-")).isEqualTo(2);
        assertThat(err()).matches("sidelight lint: standard input: \\d+:\\d+: [^\\n]+\n");
        assertThat(err().replaceAll("input: \\d+:\\d+:", ""))
                .isEqualTo("sidelight lint: standard " + problem.replaceAll("^\\d+:\\d+:", "") + "\n");
        assertThat(err()).doesNotContain("code ", "Source", "Unexpected");
    }

    @Test
    void whatSteersATerminalIsSpeltOut() {
        String json = Bases.with("fargate", "containerDefinitions/0/name = \"a\\u001b[31m\\u202eb\"");
        assertThat(lint(json, "-")).isEqualTo(1);
        assertThat(out()).contains("a\\u001b[31m\\u202eb").doesNotContain("\u001b", "\u202e");
        assertThat(lint(json, "--format", "json", "-")).isEqualTo(1);
        assertThat(out()).doesNotContain("\u001b", "\u202e");
        assertThat(lint("", "no\u001b[31m.json")).isEqualTo(2);
        assertThat(err()).contains("no\\u001b[31m.json").doesNotContain("\u001b");
    }

    @Test
    void theFirstOfTwoEnvironmentFilesWins() throws IOException {
        String definition = file("task.json", Bases.with("fargate", """
                        containerDefinitions/0/environmentFiles = [{"type": "s3", "value": "arn:aws:s3:::b/common.env"},
                        {"type": "s3", "value": "arn:aws:s3:::b/web.env"}]"""));
        String common = file("common.env", "COLOUR=red\nSIZE=1\n");
        String web = file("web.env", "PORT=8080\nCOLOUR=blue\n");
        assertThat(lint("", "--format", "json", web, common, definition)).isZero();
        assertThat(out().lines().filter(line -> line.contains("SL113")))
                .singleElement()
                .asString()
                .contains(
                        "web.env\",\"line\":2",
                        "COLOUR is set in ",
                        "common.env, too, which container web reads first");
        file("web.env", "PORT=8080\n");
        lint("", "--format", "json", web, common, definition);
        assertThat(out()).doesNotContain("SL113");
    }

    @Test
    void anExplanationSaysWhatDependsOnTheCase() {
        lint("", "--explain", "SL033");
        assertThat(out()).contains("when:     it registers", "but:      in bridge mode", "registration refuses it");
        lint("", "--explain", "SL034");
        assertThat(out()).contains("but:      a warning");
        lint("", "--explain", "SL082");
        assertThat(out()).contains("but:      an error");
        lint("", "--explain", "SL031");
        assertThat(out()).doesNotContain("but:").contains("set it to the containerPort");
    }

    @Test
    void aFindingSaysWhenItShowsItself() {
        lint(
                Bases.with(
                        "ec2",
                        "containerDefinitions/0/portMappings/0/hostPort = 80 ;; "
                                + "containerDefinitions/1/portMappings = [{\"containerPort\": 6379, \"hostPort\": 80}]"),
                "-");
        assertThat(out()).contains("error SL033", "registration refuses it: In awsvpc");
        lint(Bases.with("fargate", "containerDefinitions/1/portMappings/0/containerPort = 8080"), "-");
        assertThat(out()).contains("error SL033", "it registers, and fails when it runs: In awsvpc");
    }

    @Test
    void whatFixesLeaveOverIsCountedAndDecidesTheExitCode() throws IOException {
        String broken = file("broken.json", Bases.with("fargate", "cpu = 512 ;; family = \"a b\""));
        assertThat(lint("", "--fix", broken)).isEqualTo(1);
        assertThat(err())
                .contains("would be fixed by --write, 1 error")
                .endsWith("\n")
                .hasLineCount(1);
        assertThat(lint("", "--fix", "--write", broken)).isEqualTo(1);
        assertThat(err()).contains(" fixed, 1 error").hasLineCount(1);
        assertThat(lint("", "--fix", "--write", broken)).isEqualTo(1);
        assertThat(err()).contains("nothing to fix, 1 error");
        assertThat(lint("", "--fix", "--write", "--ignore", "SL001", broken)).isZero();
        assertThat(err()).doesNotContain("error");
        assertThat(lint("", "--fix", file("sound.json", Bases.with("fargate", ""))))
                .isZero();
        assertThat(err()).startsWith("sidelight lint: nothing to fix");
    }

    @Test
    void whatRunsIsNotSaidToFailOrToBeRefused() {
        lint(Bases.with("ec2", "containerDefinitions/0/healthCheck/command = [\"/app/probe\"]"), "-");
        assertThat(out()).contains("warning SL040").doesNotContain("fails when it runs", "registration refuses it");
        lint(Bases.with("fargate", "containerDefinitions/0/portMapping = []"), "-");
        assertThat(out()).contains("warning SL006").doesNotContain("registration refuses it");
        lint(
                Bases.with(
                        "ec2",
                        "containerDefinitions/0/logConfiguration = {\"logDriver\": \"awslogs\", \"options\": "
                                + "{\"awslogs-group\": \"g\", \"awslogs-region\": \"eu-west-1\", \"mode\": \"blocking\"}}"),
                "-");
        assertThat(out())
                .contains("warning SL065", "fix: add awslogs-stream-prefix")
                .doesNotContain("fails when it runs", "correct the option");
    }

    @Test
    void aLongLineIsSeenToBeCut() {
        String line = Bases.with("fargate", "family = \"a b\"").replaceAll("\\s*\\R\\s*", "");
        lint(line, "-");
        assertThat(out().lines().filter(one -> one.startsWith("    1 | ")))
                .isNotEmpty()
                .allMatch(one -> one.startsWith("    1 | …") || one.endsWith("…"));
        List<String> lines = out().lines().toList();
        int at = lines.indexOf(lines.stream()
                .filter(one -> one.contains("error SL001"))
                .findFirst()
                .orElseThrow());
        int caret = lines.get(at + 2).indexOf('^');
        assertThat(lines.get(at + 1).substring(caret)).startsWith("\"a b\"");
    }

    @Test
    void fixesReachIntoConditionalContainers() throws IOException {
        String template = file("t.yaml", """
                Resources:
                  T:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions:
                        - !If
                          - A
                          - {name: a, Image: 'a:1'}
                          - {Name: b, image: 'b:1'}
                """);
        lint("", "--fix", "--write", template);
        assertThat(Files.readString(Path.of(template))).contains("{Name: a, Image: 'a:1'}", "{Name: b, Image: 'b:1'}");
    }
}
