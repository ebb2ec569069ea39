package dev.sidelight.taskdef.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

    private static final String JSON = """
            {
              "family": "shop \\"a\\"",
              "containerDefinitions": [
                {"name": "api", "cpu": 10, "essential": false, "user": null}
              ]
            }
            """;
    private static final String TEMPLATE = """
            Resources:
              Role:
                Type: AWS::IAM::Role
              Task: # 🙂 a comment beyond the first plane of Unicode
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: !Sub '${AWS::StackName}-shop'
                  Cpu: 256
                  TaskRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - Name: api
                      Image: !Join ['', [!Ref Account, '.dkr.ecr/', shop]]
                      Essential: yes
                      LogConfiguration:
                        LogDriver: awslogs
                        Options: {awslogs-group: /shop}

                    # the last one
                  Volumes:
                    - Name: data
                      EFSVolumeConfiguration: {FilesystemId: fs-1}
            """;

    @Test
    void jsonValuesKnowWhereTheyStand() throws Unreadable {
        Document document = Document.of("a.json", JSON);
        Spot root = document.definitions().getFirst().root();
        assertThat(written(document, root.at("family"))).isEqualTo("\"shop \\\"a\\\"\"");
        Spot container = root.at("containerDefinitions").items().getFirst();
        assertThat(written(document, container)).startsWith("{\"name\"").endsWith("null}");
        assertThat(container.at("cpu").place().line()).isEqualTo(4);
        assertThat(container.at("cpu").place().column()).isEqualTo(28);
        assertThat(container.at("cpu").pointer()).isEqualTo("/containerDefinitions/0/cpu");
        assertThat(written(document, container.at("cpu"))).isEqualTo("10");
        assertThat(written(document, root.at("containerDefinitions")))
                .startsWith("[")
                .endsWith("]");
    }

    @Test
    void nullIsAbsentAndSoIsWhatIsNotThere() throws Unreadable {
        Spot container =
                Document.of("-", JSON).definitions().getFirst().containers().getFirst();
        assertThat(container.at("user").isAbsent()).isTrue();
        assertThat(container.at("healthCheck").at("command").isAbsent()).isTrue();
        assertThat(container.at("healthCheck").at("command").pointer())
                .isEqualTo("/containerDefinitions/0/healthCheck/command");
        assertThat(container.at("essential").is(false)).isTrue();
    }

    @Test
    void yamlValuesKnowWhereTheyStandAndAreNamedAsByTheApi() throws Unreadable {
        Document document = Document.of("a.yaml", TEMPLATE);
        Definition definition = document.definitions().getFirst();
        Spot root = definition.root();
        assertThat(definition.name()).isEqualTo("Task");
        assertThat(root.at("cpu").number()).hasValue(256);
        assertThat(root.at("cpu").pointer()).isEqualTo("/Resources/Task/Properties/Cpu");
        assertThat(root.at("cpu").place().line()).isEqualTo(8);
        assertThat(root.at("cpu").place().column()).isEqualTo(12);
        assertThat(written(document, root.at("cpu"))).isEqualTo("256");
        Spot container = definition.containers().getFirst();
        assertThat(written(document, container)).startsWith("Name: api").endsWith("{awslogs-group: /shop}");
        assertThat(container.at("essential").is(true)).isTrue();
        assertThat(container
                        .at("logConfiguration")
                        .at("options")
                        .entry("awslogs-group")
                        .pointer())
                .isEqualTo("/Resources/Task/Properties/ContainerDefinitions/0/LogConfiguration/Options/awslogs-group");
        Spot volume = root.at("volumes").items().getFirst().at("efsVolumeConfiguration");
        assertThat(volume.at("fileSystemId").is("fs-1")).isTrue();
        assertThat(volume.at("transitEncryption").pointer()).endsWith("/EFSVolumeConfiguration/TransitEncryption");
    }

    @Test
    void intrinsicFunctionsAreUnknownButShowWhatTheySay() throws Unreadable {
        Definition definition = Document.of("a.yaml", TEMPLATE).definitions().getFirst();
        Spot role = definition.root().at("taskRoleArn");
        assertThat(role.isUnknown()).isTrue();
        assertThat(role.text()).isEmpty();
        assertThat(((Value.Unknown) role.value().orElseThrow()).names()).containsExactly("Role");
        assertThat(definition.containers().getFirst().at("image").raw()).contains("${Account}.dkr.ecr/shop");
        assertThat(definition.root().at("family").raw()).contains("${AWS::StackName}-shop");
        assertThat(definition.root().at("family").at("anything").isUnknown()).isTrue();
    }

    @Test
    void intrinsicFunctionsOfJsonAreUnknownToo() throws Unreadable {
        Spot root = Document.of("a.json", """
                {"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
                  "Family": {"Ref": "Name"}, "ContainerDefinitions": {"Fn::If": ["A", [], []]},
                  "Fn::Transform": {"Name": "AWS::Include"}}}}}""").definitions().getFirst().root();
        assertThat(root.at("family").raw()).contains("${Name}");
        assertThat(root.at("containerDefinitions").isUnknown()).isTrue();
        assertThat(root.at("memory").isUnknown())
                .as("may come from the transform")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<family>",
                "${FAMILY}-api",
                "{{ family }}",
                "$$$FAMILY$$$",
                "arn:aws:iam::ACCOUNT_ID:role/x",
                "x.REGION.amazonaws.com",
                "arn:aws:iam::aws_account_id:role/ecsTaskExecutionRole",
                "YOUR_SECRET",
                "arn:aws:iam::1:role/your-role",
                "shop-$STAGE",
                "registry/shop:v$VERSION",
                "%DB_1%",
                "bucket/REGION/x"
            })
    void placeholdersAreUnknown(String text) throws Unreadable {
        Spot family = Document.of("-", "{\"family\": \"" + text + "\"}")
                .definitions()
                .getFirst()
                .root()
                .at("family");
        assertThat(family.isUnknown()).isTrue();
        assertThat(family.raw()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MY-REGION-7",
                "tell-your-friends",
                "pa$SWORD",
                "100%SURE%off",
                "REGIONAL",
                "ACCOUNT_IDS",
                "%H%M%S",
                "$5"
            })
    void wordsThatMerelyHoldAPlaceholdersNameAreKnown(String text) throws Unreadable {
        Document document = Document.of("-", "{\"family\": \"" + text + "\"}");
        assertThat(document.definitions().getFirst().root().at("family").isKnown())
                .isTrue();
    }

    @Test
    void repeatedNamesAreReported() throws Unreadable {
        assertThat(Document.of("a.json", "{\"family\":\"a\",\n\"family\":\"b\"}")
                        .oddities())
                .singleElement()
                .satisfies(oddity -> assertThat(oddity.place().line()).isEqualTo(2));
        assertThat(Document.of("a.yaml", "family: a\nfamily: b\n").oddities()).hasSize(1);
        assertThat(Document.of("a.yaml", "family: a\nfamily: b\n")
                        .definitions()
                        .getFirst()
                        .root()
                        .at("family")
                        .is("b"))
                .isTrue();
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Unreadable {
        byte[] content = "\uFEFF{\"family\": \"a\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(Document.read("a.json", content).marked()).isTrue();
    }

    @Test
    void definitionsAreFoundInAnswersAndLists() throws Unreadable {
        assertThat(Document.of("-", "{\"taskDefinition\": {\"family\": \"a\"}, \"tags\": []}")
                        .definitions())
                .extracting(Definition::kind)
                .containsExactly(Definition.Kind.DESCRIBED);
        assertThat(Document.of("-", "[{\"family\": \"a\"}, {\"family\": \"b\"}]")
                        .definitions())
                .extracting(definition -> definition.root().at("family").pointer())
                .containsExactly("/0/family", "/1/family");
        assertThat(Document.of("-", "family: a\ncontainerDefinitions: []").definitions())
                .hasSize(1);
        assertThat(Document.of("-", "{\"name\": \"left-pad\"}").definitions()).isEmpty();
    }

    @Test
    void mergedMappingsAreRead() throws Unreadable {
        Document document = Document.of("a.yaml", """
                x: &base {cpu: 5, name: a}
                family: f
                containerDefinitions:
                  - <<: *base
                    name: b
                """);
        Spot container = document.definitions().getFirst().containers().getFirst();
        assertThat(container.at("cpu").number()).hasValue(5);
        assertThat(container.at("name").is("b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.json|{\"family\": ",
                "a.json|{\"family\": \"a\",}",
                "a.json|hello",
                "a.json|{} {}",
                "a.json|{\"a\": \"x\ny\"}",
                "a.yaml|family: a\n\tcpu: 1",
                "a.yaml|a: &a [*a]",
                "a.yaml|a: b: c",
                "a.yaml|--- a\n--- b",
                "-|"
            })
    void whatCannotBeReadIsSaidInOneLine(String input) {
        List<String> parts = List.of(input.split("\\|", 2));
        assertThatThrownBy(() -> Document.of(parts.get(0), parts.get(1)))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        e -> assertThat(e.problem()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void aCharacterThatYamlDoesNotHaveIsNamedByItsPlace() {
        assertThatThrownBy(() -> Document.of("a.yaml", "x: 🙂\nfamily: a\u0001b\n"))
                .hasMessage("2:10: not YAML: a character that YAML does not have");
    }

    @Test
    void deepAndHugeDocumentsAreRefused() {
        assertThatThrownBy(() -> Document.of("a.json", "[".repeat(100_000))).hasMessageContaining("deeper");
        assertThatThrownBy(() -> Document.of("a.yaml", "a: " + "[".repeat(100_000)))
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> Document.read("a.json", new byte[10 << 20])).hasMessageContaining("larger");
        assertThatThrownBy(() -> Document.read("a.json", new byte[] {'{', 0, '}'}))
                .hasMessageContaining("text");
        assertThatThrownBy(() -> Document.read("a.json", new byte[] {(byte) 0xff, (byte) 0xfe}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1);
            laughs.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, alias)) + "]\n");
        }
        assertThatThrownBy(() -> Document.of("a.yaml", laughs.toString())).hasMessageContaining("aliases");
    }

    @Test
    void editsLeaveEverythingElseAsItIs() throws Unreadable {
        Document document = Document.of("a.json", JSON);
        Spot container = document.definitions().getFirst().containers().getFirst();
        assertThat(Edit.apply(
                        document.text(),
                        List.of(
                                Edit.replace(container.at("name").place(), "\"web\""),
                                Edit.insert(container.place().end(), ", {}"))))
                .isEqualTo(JSON.replace("\"api\"", "\"web\"").replace("null}", "null}, {}"));
    }

    private static String written(Document document, Spot spot) {
        return document.text().substring(spot.place().start(), spot.place().end());
    }
}
