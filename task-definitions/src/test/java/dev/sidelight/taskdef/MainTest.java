package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final String SOUND = Bases.with("fargate", "");
    private static final String BAD = Bases.with("fargate", "memory = \"4097\" ;; - containerDefinitions/0/user");

    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    @Test
    void exitCodeTellsWhatWasFound() throws IOException {
        assertThat(Run.of(SOUND, "lint", "-").code()).isZero();
        assertThat(Run.of(BAD, "lint", "-").code()).isEqualTo(1);
        assertThat(Run.of("{", "lint", "-").code()).isEqualTo(2);
        String warning = Bases.with("fargate", "- containerDefinitions/0/user");
        assertThat(Run.of(warning, "lint", "-").code()).isZero();
        assertThat(Run.of(warning, "lint", "--fail-on", "warning", "-").code()).isEqualTo(1);
        assertThat(Run.of(warning, "lint", "--fail-on=warning", "--ignore", "SL086,SL001", "-")
                        .code())
                .isZero();
        assertThat(Run.of(SOUND, "lint", "-", file("b.json", "{")).code()).isEqualTo(2);
    }

    @Test
    void callsThatMeanNothingAreRefused() {
        for (List<String> args : List.of(
                List.of("lint"),
                List.of("lint", "--fail-on", "bad", "-"),
                List.of("lint", "--ignore", "SL999", "-"),
                List.of("lint", "--severities", "nowhere", "-"),
                List.of("lint", "--explain", "SL999"),
                List.of("lint", "--format", "xml", "-"),
                List.of("lint", "no-such-file.json"),
                List.of("lint", "no-such-*.json"),
                List.of("lint", "a\0b"))) {
            Run run = Run.of(SOUND, args.toArray(String[]::new));
            assertThat(run.code()).as("%s", args).isEqualTo(2);
            assertThat(run.err()).as("%s", args).isNotBlank().doesNotContain("\tat ");
        }
    }

    @Test
    void jsonHoldsEachFinding() {
        Run run = Run.of(BAD, "lint", "--format", "json", "-");
        List<?> findings = (List<?>) Objects.requireNonNull(Tree.read(run.out()));
        assertThat((Map<?, ?>) findings.getFirst())
                .extracting("rule", "severity", "file", "pointer", "line", "column")
                .containsExactly("SL010", "error", "-", "/memory", 6L, 14L);
        assertThat(((Map<?, ?>) findings.getFirst()).keySet().stream().map(String::valueOf))
                .containsExactly("rule", "severity", "file", "line", "column", "pointer", "message", "fix");
        assertThat(Tree.read(Run.of(SOUND, "lint", "--format", "json", "-").out()))
                .isEqualTo(List.of());
    }

    @Test
    void sarifNamesRulesAndPlaces() throws IOException {
        Run run = Run.of(BAD, "lint", "--format", "sarif", file("a b.json", BAD));
        assertThat(Tree.read(run.out())).isInstanceOf(Map.class);
        assertThat(run.out())
                .contains("\"version\" : \"2.1.0\"", "\"ruleId\" : \"SL010\"", "\"startLine\" : 6", "a%20b.json");
    }

    @Test
    void textShowsTheLineAndGroupsPosture() {
        Run run = Run.of(
                Bases.with(
                        "fargate",
                        "memory = \"4097\" ;; - containerDefinitions/0/user ;; - containerDefinitions/1/user"),
                "lint",
                "-");
        assertThat(run.out()).isEqualTo("""
                -:6:14: error SL010: cpu 512 goes with a memory of 1024 to 4096 in steps of 1024, not 4097
                    6 |   "memory" : "4097",
                      |              ^^^^^^
                  registration refuses it: AWS says "No Fargate configuration exists for given values."
                  fix: the next size up is cpu "1024" with memory "5120"

                -:21:30: warning SL086: a container that runs as root: web, cache (fix: set user to a number above 0, such as 1000:1000)
                1 error, 2 warnings in 1 file
                """);
    }

    @Test
    void severitiesAreChangedByAFile() throws IOException {
        String changes = file("severities", "# ours\nSL010 warning\nSL086 off # root\n\n");
        Run run = Run.of(BAD, "lint", "--severities", changes, "-");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("warning SL010").doesNotContain("SL086");
        assertThat(Run.of(BAD, "lint", "--severities", file("wrong", "SL010 loud"), "-")
                        .err())
                .contains("line 1");
    }

    @Test
    void rulesAreListedAndExplained() {
        assertThat(Run.of("", "lint", "--list-rules").out()).contains("SL001", "SL103", "not decided here");
        assertThat(Run.of("", "lint", "--explain", "SL031").out()).contains("SL031", "cfn-lint E3053", "hostPort");
    }

    @Test
    void foldersAndGlobsAreSearched() throws IOException {
        file("a/shop.json", BAD);
        file("a/b/template.yaml", "Resources: {T: {Type: 'AWS::ECS::TaskDefinition', Properties: {Cpu: 1}}}");
        file("a/package.json", "{\"name\": \"shop\", }");
        file("a/node_modules/x/bad.json", BAD);
        file("a/app.env", "A=\"1\"");
        Run run = Run.of("", "lint", "--format", "json", folder.resolve("a").toString());
        assertThat(run.out()).contains("shop.json", "template.yaml", "app.env").doesNotContain("node_modules");
        assertThat(run.err()).isEmpty();
        assertThat(Run.of("", "lint", "--format", "json", folder + "/**/*.yaml").out())
                .contains("template.yaml")
                .doesNotContain("shop.json");
        file("a/broken.json", "{\"containerDefinitions\": [");
        assertThat(Run.of("", "lint", folder.toString()).code())
                .as("it may be a definition")
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeReadHidesNothingElse() throws IOException {
        Run run = Run.of("", "lint", "--format", "json", file("x.json", "nonsense"), file("y.json", BAD));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("x.json", "not JSON");
        assertThat(run.out()).contains("SL010");
    }

    @Test
    void fixesAreShownAndOnlyWrittenWhenAsked() throws IOException {
        String broken = Bases.with(
                "fargate",
                "cpu = 512 ;; revision = 3 ;; - networkMode ;; containerDefinitions/0/portMappings/0/hostPort = \"80\" ;; "
                        + "containerDefinitions/0/healthCheck/command = [\"CMD\", \"curl -fsS -m 3 http://localhost/\"]");
        String file = file("fix.json", "\uFEFF" + broken);
        Run shown = Run.of("", "lint", "--fix", file);
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out())
                .contains("-  \"cpu\" : 512,", "+  \"cpu\" : \"512\",", "\"networkMode\": \"awsvpc\"", "CMD-SHELL");
        assertThat(Files.readString(Path.of(file))).isEqualTo("\uFEFF" + broken);
        assertThat(Run.of("", "lint", "--fix", "--write", file).code()).isZero();
        assertThat(Files.readString(Path.of(file)))
                .startsWith("\uFEFF{")
                .contains("\"hostPort\" : 8080", "http://127.0.0.1/")
                .doesNotContain("revision");
        Run again = Run.of("", "lint", "--fix", file);
        assertThat(again.out()).isEmpty();
        assertThat(again.code()).isZero();
        assertThat(Run.of("", "lint", "--fail-on", "error", file).code()).isZero();
    }

    @Test
    void templatesAreFixedInTheirOwnStyle() throws IOException {
        String file = file("t.yaml", """
                Resources:
                  T:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      family: shop   # ours
                      RequiresCompatibilities: [FARGATE]
                      ContainerDefinitions:
                        - Name: a
                          PortMappings:
                            - ContainerPort: 80
                              HostPort: 8080

                  # the end
                """);
        Run.of("", "lint", "--fix", "--write", file);
        assertThat(Files.readString(Path.of(file))).isEqualTo("""
                Resources:
                  T:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      Family: shop   # ours
                      RequiresCompatibilities: [FARGATE]
                      ContainerDefinitions:
                        - Name: a
                          PortMappings:
                            - ContainerPort: 80
                              HostPort: 80
                      NetworkMode: awsvpc

                  # the end
                """);
    }

    @Test
    void environmentFilesAreHeldAgainstTheDefinitionsBesideThem() throws IOException {
        String definition = file(
                "shop.json",
                Bases.with(
                        "fargate",
                        "containerDefinitions/0/environmentFiles = [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::b/app.env\"}]"));
        String environment = file("app.env", "# ours\nMODE=test\nNAME='shop'\n");
        assertThat(Run.of("", "lint", "--format", "json", environment).out())
                .contains("SL108", "\"line\":3", "\"pointer\":\"/NAME\"")
                .doesNotContain("SL077");
        assertThat(Run.of("", "lint", "--format", "json", environment, definition)
                        .out())
                .contains("SL077");
    }

    @Test
    void damagedInputNeverEndsInAStackTrace() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String yaml = """
                Resources:
                  T:
                    Type: AWS::ECS::TaskDefinition
                    Properties: &p
                      Family: !Sub "${A}"
                      ContainerDefinitions:
                        - {Name: a, Image: [x], Cpu: *p, Essential: yes, PortMappings: [1, {HostPort: -1}]}
                """;
        for (String sound : List.of(SOUND, yaml, Bases.with("template", ""), "A=1\nB='2'\n")) {
            for (int i = 0; i < 300; i++) {
                String damaged = damaged(sound, random);
                Run run = Run.of(damaged, "lint", "-");
                assertThat(run.code()).as("seed %d:%n%s", seed, damaged).isIn(0, 1, 2);
                assertThat(run.err())
                        .as("seed %d:%n%s", seed, damaged)
                        .doesNotContain("\tat ")
                        .doesNotContain("Exception");
                assertThat(run.err().lines().count())
                        .as("seed %d:%n%s", seed, damaged)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void valuesOfAnyTypeAreJudgedWithoutAFall() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> values = List.of(
                "null",
                "true",
                "-1",
                "1.5",
                "\"\"",
                "\"x\"",
                "[]",
                "{}",
                "[null]",
                "[[1]]",
                "{\"a\": {}}",
                "{\"Ref\": \"A\"}",
                "99999999999999999999",
                "[{\"name\": 1}]");
        for (String base : List.of("fargate", "ec2", "sidecar", "template")) {
            for (int i = 0; i < 400; i++) {
                String text = replacedAt(Bases.with(base, ""), values.get(random.nextInt(values.size())), random);
                Run run = Run.of(text, "lint", "-");
                assertThat(run.err()).as("seed %d:%n%s", seed, text).isEmpty();
            }
        }
    }

    /** Puts a value where another is, which is after a colon. */
    private static String replacedAt(String json, String value, Random random) {
        List<String> lines = new ArrayList<>(json.lines().toList());
        List<Integer> candidates = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).matches(".*\" : [^\\[{]*"))
                .boxed()
                .toList();
        int at = candidates.get(random.nextInt(candidates.size()));
        String line = lines.get(at);
        lines.set(at, line.substring(0, line.indexOf(" : ")) + " : " + value + (line.endsWith(",") ? "," : ""));
        return String.join("\n", lines);
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        switch (random.nextInt(3)) {
            case 0 -> damaged.setLength(random.nextInt(text.length()));
            case 1 -> damaged.deleteCharAt(random.nextInt(text.length()));
            default ->
                damaged.insert(
                        random.nextInt(text.length()),
                        List.of("\t", "{", "]", "\"", "*a ", "&a ", "\u0001", "!x ", "- ", ": ", "\uD83D")
                                .get(random.nextInt(11)));
        }
        return damaged.toString();
    }
}
