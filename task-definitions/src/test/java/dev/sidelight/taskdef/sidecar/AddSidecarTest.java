package dev.sidelight.taskdef.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.Tree;
import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddSidecarTest {

    private static final String IMAGE = "registry.example/sidelight:0.1.0";
    private static final Request PLAIN = new Request("0.1.0", IMAGE, Optional.empty(), OptionalInt.empty(), List.of());
    private static final Request CLOUDWATCH =
            new Request("0.1.0", IMAGE, Optional.of(true), OptionalInt.empty(), List.of());
    private static final List<String> FIXTURES = List.of(
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

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                AddSidecarTest.class.getResourceAsStream("/dev/sidelight/taskdef/sidecar/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String compact(String json) {
        return json.replaceAll("(?m)^\\s+|\\R", "")
                .replaceAll("(\"|\\}|\\]) ?: ", "$1:")
                .replaceAll(", \"", ",\"");
    }

    private static Document read(String name, String text) throws Unreadable {
        return Document.of(name.contains("yaml") ? "a.yaml" : "a.json", text);
    }

    private static Addition.Outcome add(String name, String text, Request request) throws Unreadable {
        Document document = read(name, text);
        List<Integer> all =
                IntStream.range(0, document.definitions().size()).boxed().toList();
        return Addition.to(document, all, request);
    }

    /** The result, which must not be refused. */
    private static String added(String name, Request request) throws Unreadable {
        return sound(add(name, resource(name), request));
    }

    private static String sound(Addition.Outcome outcome) {
        assertThat(outcome.problems()).isEmpty();
        return outcome.text();
    }

    private static Container sidecar(String text) throws Unreadable {
        return Task.of(Document.of("a.json", text).definitions().getFirst())
                .own()
                .orElseThrow();
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

    /** What is said, but for posture, of which only the rules are listed, as in the report. */
    private static List<String> findings(Definition definition) {
        return RuleBook.judge(new Subject(definition, false)).stream()
                .filter(finding -> !WISHED.contains(finding.rule().id()))
                .map(AddSidecarTest::line)
                .toList();
    }

    private static String line(Finding finding) {
        return finding.rule().id() + (finding.rule().posture() ? "" : " " + finding.message());
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

    @Test
    void resultIsWrittenInTheStyleAround() throws Unreadable {
        assertThat(added("ec2-bridge.json", PLAIN)).contains("""
                \t\t},
                \t\t{
                \t\t\t"name": "sidelight",
                \t\t\t"image": "registry.example/sidelight:0.1.0",
                \t\t\t"essential": false,
                \t\t\t"cpu": 2,
                \t\t\t"memory": 128,
                \t\t\t"memoryReservation": 64,
                \t\t\t"user": "65534",
                \t\t\t"readonlyRootFilesystem": true,
                \t\t\t"portMappings": [{"containerPort": 9779, "protocol": "tcp"}],
                \t\t\t"healthCheck": {
                \t\t\t\t"command": ["CMD", "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"],
                """);
        assertThat(added("ec2-awsvpc.json", PLAIN))
                .contains(resource("added-hugging.txt"))
                .contains("\"command\" : [ \"CMD\", \"/opt/sidelight/bin/java\", \"@/opt/sidelight/health-probe\" ],");
        assertThat(added("template.yaml", PLAIN)).contains(resource("added-block.txt"));
    }

    @Test
    void sizeOfFargateIsTheNextThatFits() throws Unreadable {
        Addition.Outcome outcome = add("a.json", resource("fargate-arm.json"), CLOUDWATCH);
        assertThat(outcome.text()).contains("\"memory\": \"1 GB\"", "\"cpu\": \".25 vCPU\"");
        assertThat(outcome.notes()).anyMatch(note -> note.contains("its size is now cpu 256, memory 1024"));
        String full = resource("fargate-x86.json")
                .replace("\"memory\": \"1024\"", "\"memory\": \"4096\"")
                .replace("768", "4096");
        assertThat(add("a.json", full, PLAIN).text()).contains("\"memory\": \"5120\"", "\"cpu\": \"1024\"");
        String largest = full.replace("\"4096\"", "\"249856\"")
                .replace("\"512\"", "\"32768\"")
                .replace("4096", "249856");
        assertThat(add("a.json", largest, PLAIN).problems())
                .singleElement()
                .asString()
                .contains("SL103", "no larger size");
    }

    @Test
    void cpuIsWhatTheOthersLeave() throws Unreadable {
        String text = resource("fargate-x86.json");
        assertThat(sidecar(add("a.json", text, PLAIN).text()).at("cpu").number())
                .hasValue(32);
        assertThat(sidecar(add("a.json", text.replace("384", "500"), PLAIN).text())
                        .at("cpu")
                        .number())
                .hasValue(12);
        Addition.Outcome full = add("a.json", text.replace("384", "512"), PLAIN);
        assertThat(sidecar(full.text()).at("cpu").isAbsent()).isTrue();
        assertThat(full.notes()).anyMatch(note -> note.contains("none is set for Sidelight"));
        assertThat(sidecar(added("described.json", PLAIN)).at("cpu").number())
                .as("no more shares than an application without any")
                .hasValue(2);
    }

    @Test
    void memoryOfAnInstanceIsRaisedByWhatIsMissing() throws Unreadable {
        assertThat(added("ec2-awsvpc.json", PLAIN)).contains("\"memory\" : \"640\"");
    }

    @Test
    void portOfASiblingIsAvoided() throws Unreadable {
        assertThat(sidecar(added("ec2-host.json", PLAIN)).environment("SIDELIGHT_HTTP_PORT"))
                .contains("9781");
        Container own = sidecar(added("ec2-awsvpc.json", PLAIN));
        assertThat(own.environment("SIDELIGHT_HTTP_PORT")).contains("9801");
        assertThat(own.at("portMappings").items().getFirst().at("containerPort").number())
                .hasValue(9801);
        assertThat(own.at("dockerLabels").entry("ECS_PROMETHEUS_EXPORTER_PORT").text())
                .contains("9801");
        assertThat(sidecar(added("ec2-bridge.json", PLAIN)).environment("SIDELIGHT_HTTP_PORT"))
                .as("each has a network of its own")
                .isEmpty();
        assertThat(add("a.json", resource("ec2-host.json"), asking(9780)).problems())
                .singleElement()
                .asString()
                .contains("--port 9781 is free");
    }

    private static Request asking(int port, String... gates) {
        return new Request("0.1.0", IMAGE, Optional.empty(), OptionalInt.of(port), List.of(gates));
    }

    private static Request gating(String... gates) {
        return new Request("0.1.0", IMAGE, Optional.empty(), OptionalInt.empty(), List.of(gates));
    }

    @Test
    void portMovesWithAllThatNamesIt() throws Unreadable {
        String first = sound(add("a.json", resource("fargate-x86.json"), asking(9779, "web")));
        String second = sound(add("a.json", first, asking(9900)));
        assertThat(second).doesNotContain("9779").contains("127.0.0.1:9900/health/containers/web");
        Container own = sidecar(second);
        assertThat(own.environment("SIDELIGHT_HTTP_PORT")).contains("9900");
        assertThat(own.at("portMappings").items()).hasSize(1);
        assertThat(sidecar(sound(add("a.json", second, asking(9779)))).environment("SIDELIGHT_HTTP_PORT"))
                .contains("9779");
    }

    @Test
    void logGoesWhereTheSiblingsGoes() throws Unreadable {
        Spot options = sidecar(added("fargate-x86.json", PLAIN)).logOptions();
        assertThat(options.entries().stream().map(Spot::name))
                .containsExactly("awslogs-group", "awslogs-region", "awslogs-stream-prefix", "mode", "max-buffer-size");
        assertThat(options.entry("awslogs-stream-prefix").text()).contains("shop");
        assertThat(sidecar(added("firelens.json", PLAIN)).logsTo("awsfirelens")).isTrue();
        assertThat(sidecar(added("ec2-host.json", PLAIN)).logsTo("syslog")).isTrue();
        assertThat(sidecar(added("ec2-bridge.json", PLAIN)).logsTo("json-file")).isTrue();
        assertThat(sidecar(added("described.json", PLAIN))
                        .at("logConfiguration")
                        .isAbsent())
                .isTrue();
        String mixed = resource("firelens.json")
                .replace(
                        "    {\n      \"name\": \"web\"",
                        "    {\"name\": \"b\", \"image\": \"b:1\", \"logConfiguration\": {\"logDriver\": \"splunk\"}},\n    {\n      \"name\": \"web\"");
        assertThat(sidecar(sound(add("a.json", mixed, PLAIN))).logsTo("awsfirelens"))
                .as("not all siblings use it")
                .isFalse();
        assertThat(added("template.yaml", PLAIN))
                .as("intrinsics and all")
                .containsPattern("(?s)(Fn::Sub: \"\\$\\{AWS::Region}\".{1,60}!Join\\n +- \"-\".*){2}");
    }

    @Test
    void siblingIsGated() throws Unreadable {
        Addition.Outcome combined = add("a.json", resource("fargate-x86.json"), gating("web"));
        assertThat(sound(combined))
                .contains(
                        "\"( curl -fsS -m 3 http://127.0.0.1:8080/ || exit 1 ) && test \\\"$(curl -fs -m 2 -o /dev/null -w '%{http_code}' "
                                + "http://127.0.0.1:9779/health/containers/web)\\\" != 503\"");
        assertThat(combined.notes()).anyMatch(note -> note.contains("replaces the whole task"));
        assertThat(sound(add("a.json", combined.text(), gating("web")))).isEqualTo(combined.text());
        assertThat(added("fargate-arm.json", gating("quotes"))).contains("wget -qO-", ":9780/health/containers/quotes");
        assertThat(added("firelens.json", gating("web", "log_router"))).contains("\"startPeriod\": 60");
        String host = added("ec2-host.json", gating("node"));
        assertThat(sound(add("a.json", host, gating("node")))).isEqualTo(host);
    }

    @Test
    void gateThatCannotWorkIsRefused() throws Unreadable {
        assertThat(add("a.json", resource("ec2-bridge.json"), gating("web", "nobody"))
                        .problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("networkMode bridge") && problem.contains("marker file"))
                .anyMatch(problem -> problem.contains("there are web, cache"));
        String text = resource("ec2-host.json");
        assertThat(add("a.json", text.replace("example/node", "example/distroless"), gating("node"))
                        .problems())
                .singleElement()
                .asString()
                .contains("no shell");
        assertThat(add("a.json", text.replace("node:1", "node:1-slim"), gating("node"))
                        .problems())
                .singleElement()
                .asString()
                .contains("curl or wget");
        assertThat(add(
                                "a.json",
                                text.replace(
                                        "\"user\"", "\"healthCheck\": {\"command\": [\"CMD\", \"/probe\"]}, \"user\""),
                                gating("node"))
                        .problems())
                .singleElement()
                .asString()
                .contains("CMD-SHELL");
    }

    @Test
    void whatCannotBeIsRefusedAndSaid() throws Unreadable {
        String text = resource("fargate-x86.json");
        assertThat(add("a.json", text.replace("\"LINUX\"", "\"WINDOWS_SERVER_2022_CORE\""), PLAIN)
                        .problems())
                .anyMatch(problem -> problem.contains("Windows"));
        String ten = "{\"family\": \"a\", \"networkMode\": \"bridge\", \"containerDefinitions\": ["
                + String.join(
                        ", ",
                        IntStream.range(0, 10)
                                .mapToObj(i -> "{\"name\": \"c" + i + "\", \"image\": \"i:1\", \"memory\": 64}")
                                .toList())
                + "]}";
        assertThat(add("a.json", ten, PLAIN).problems())
                .singleElement()
                .asString()
                .contains("SL103", "10 containers");
        String large = text.replace(
                "\"environment\": []",
                "\"environment\": [{\"name\": \"A\", \"value\": \"" + "a".repeat(65000) + "\"}]");
        assertThat(add("a.json", large, PLAIN).problems())
                .singleElement()
                .asString()
                .contains("SL005", "65536");
        assertThat(add(
                                "a.json",
                                text,
                                new Request("1", "not an image", Optional.empty(), OptionalInt.of(80), List.of("x")))
                        .problems())
                .as("all at once")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(add("a.json", text, new Request("1", "no image", Optional.empty(), OptionalInt.empty(), List.of()))
                        .problems())
                .singleElement()
                .asString()
                .contains("image");
        assertThat(add("a.json", "{\"family\": \"a\", \"containerDefinitions\": []}", PLAIN)
                        .problems())
                .isNotEmpty();
        assertThat(add(
                                "a.yaml",
                                "Resources: {T: {Type: 'AWS::ECS::TaskDefinition', Properties: {ContainerDefinitions: !Ref A}}}",
                                PLAIN)
                        .problems())
                .singleElement()
                .asString()
                .contains("no list");
    }

    @Test
    void whatIsNotKnownIsSaid() throws Unreadable {
        assertThat(add("a.json", resource("template.json"), PLAIN).notes())
                .anyMatch(note -> note.contains("memory is not known") && note.contains("default 512 is less"))
                .anyMatch(note -> note.contains("ports of other containers are not known"));
        assertThat(add("a.json", resource("ec2-none.json"), PLAIN).notes())
                .anyMatch(note -> note.contains("networkMode none"));
        assertThat(add("a.json", resource("described.json"), CLOUDWATCH).notes())
                .anyMatch(note -> note.contains("PutMetricData") && note.contains("no taskRoleArn"));
    }

    @Test
    void laterVersionUpdatesAndKeepsWhatIsTheUsers() throws Unreadable {
        for (String name : List.of("fargate-x86.json", "flow.yaml", "ec2-bridge.json")) {
            String first = added(name, PLAIN);
            Request later = new Request(
                    "0.2.0", "registry.example/sidelight:0.2.0", Optional.empty(), OptionalInt.empty(), List.of());
            String second = sound(add(name, first, later));
            assertThat(second).isEqualTo(first.replace("0.1.0", "0.2.0"));
            assertThat(add(name, second, PLAIN).problems())
                    .singleElement()
                    .asString()
                    .contains("newer");
        }
        String users = added("fargate-x86.json", PLAIN)
                .replace("\"memory\": 128", "\"memory\": 200")
                .replace("\"interval\": 10", "\"interval\": 20")
                .replace(
                        "\"essential\": false,\n      \"cpu\": 32",
                        "\"essential\": true,\n      \"environment\": [{\"name\": \"SIDELIGHT_LOG_LEVEL\", \"value\": \"debug\"}]");
        String updated = sound(add("a.json", users, CLOUDWATCH));
        Container own = sidecar(updated);
        assertThat(own.at("memory").number()).hasValue(200);
        assertThat(own.at("cpu").isAbsent()).isTrue();
        assertThat(own.isEssential()).isFalse();
        assertThat(own.at("healthCheck").at("interval").number()).hasValue(20);
        assertThat(own.environment("SIDELIGHT_LOG_LEVEL")).contains("debug");
        assertThat(own.environment("SIDELIGHT_CLOUDWATCH_ENABLED")).contains("true");
        assertThat(sound(add("a.json", updated, CLOUDWATCH))).isEqualTo(updated);
        Request off = new Request("0.1.0", IMAGE, Optional.of(false), OptionalInt.empty(), List.of());
        assertThat(sidecar(sound(add("a.json", updated, off))).environment("SIDELIGHT_CLOUDWATCH_ENABLED"))
                .contains("false");
    }

    @Test
    void sidecarByHandIsTakenOver() throws Unreadable {
        String byHand = """
                {
                  "family": "shop",
                  "networkMode": "bridge",
                  "containerDefinitions": [
                    {"name": "monitor", "image": "registry.example/sidelight:0.0.9", "memory": 256},
                    {"name": "web", "image": "registry.example/web:1", "memory": 64}
                  ]
                }
                """;
        String taken = sound(add("a.json", byHand, PLAIN));
        Container own = sidecar(taken);
        assertThat(own.label()).isEqualTo("monitor");
        assertThat(own.at("memory").number()).hasValue(256);
        assertThat(own.at("portMappings").items()).hasSize(1);
        assertThat(sound(add("a.json", taken, PLAIN))).isEqualTo(taken);
        String twice = byHand.replace("registry.example/web:1", "registry.example/sidelight:1");
        assertThat(add("a.json", twice, PLAIN).problems()).anyMatch(problem -> problem.contains("SL096"));
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("templates"), 2)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("policies"))
                    .filter(AddSidecarTest::isDefinition)
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

    @Test
    void loneCollectorIsTheApplicationThatIsWatched() throws Unreadable {
        String text = "{\"family\": \"agent\", \"networkMode\": \"awsvpc\", \"cpu\": \"256\", \"memory\": \"512\", "
                + "\"containerDefinitions\": [{\"name\": \"agent\", \"image\": \"amazon/cloudwatch-agent:1.3\"}]}";
        assertThat(add("a.json", text, PLAIN).notes()).noneMatch(note -> note.contains("SL029"));
    }

    @Test
    void secretOfALogIsNotCopied() throws Unreadable {
        String text = resource("ec2-host.json")
                .replace(
                        "\"syslog\", \"options\": {\"tag\": \"node\"}",
                        "\"splunk\", \"options\": {\"splunk-token\": \"abc\"}");
        String result = sound(add("a.json", text, PLAIN));
        assertThat(result.indexOf("splunk-token")).isEqualTo(result.lastIndexOf("splunk-token"));
        assertThat(sidecar(result).logsTo("json-file")).isTrue();
    }

    @Test
    void sidecarInBlockStyleIsUpdated() throws Unreadable {
        String first = added("template.yaml", PLAIN);
        Request later = new Request(
                "0.2.0", "registry.example/sidelight:0.2.0", Optional.of(true), OptionalInt.empty(), List.of("web"));
        Document document = Document.of("a.yaml", first);
        Addition.Outcome outcome = Addition.to(document, List.of(0), later);
        String second = sound(outcome);
        assertThat(second)
                .contains("Environment:", "SIDELIGHT_CLOUDWATCH_ENABLED", "sidelight:0.2.0", "sidelight:0.1.0");
        assertThat(Addition.to(Document.of("a.yaml", second), List.of(0), later).text())
                .isEqualTo(second);
    }
}
