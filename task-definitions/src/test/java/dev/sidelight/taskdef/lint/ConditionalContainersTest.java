package dev.sidelight.taskdef.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionalContainersTest {

    private static final String TEMPLATE = """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  NetworkMode: awsvpc
                  Cpu: 256
                  Memory: 512
                  Volumes: [{Name: data}]
                  ContainerDefinitions:
            """;

    private static List<Finding> found(String template, int rule) throws Unreadable {
        return Document.of("t.yaml", template).definitions().stream()
                .flatMap(definition -> RuleBook.judge(definition, false).stream())
                .filter(finding -> finding.rule().number() == rule)
                .toList();
    }

    @Test
    void bothBranchesOfAContainerAreJudgedWhereTheyStand() throws Unreadable {
        String template = TEMPLATE + """
                    - {Name: web, Image: 'web:1', StopTimeout: 500}
                    - !If
                      - Small
                      - {Name: one, Image: 'one:1', StopTimeout: 400}
                      - !If [Large, {Name: two, Image: 'two:1', StopTimeout: 300}, !Ref AWS::NoValue]
            """;
        assertThat(found(template, 22))
                .extracting(finding -> finding.place().line(), Finding::subject)
                .containsExactlyInAnyOrder(tuple(11, "web"), tuple(14, "one"), tuple(15, "two"));
        assertThat(found(template, 112)).isEmpty();
    }

    @Test
    void aWholeListMayBeConditional() throws Unreadable {
        String json = """
                {"Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
                  "ContainerDefinitions": {"Fn::If": ["A",
                    [{"Name": "a b", "Image": "a:1"}],
                    [{"Name": "c d", "Image": "c:1"}]]}}}}}""";
        assertThat(found(json, 4))
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder(
                        "/Resources/T/Properties/ContainerDefinitions/Fn::If/1/0/Name",
                        "/Resources/T/Properties/ContainerDefinitions/Fn::If/2/0/Name");
    }

    @Test
    void branchesThatExcludeEachOtherDoNotClash() throws Unreadable {
        String template = TEMPLATE + """
                    - !If
                      - Blue
                      - Name: web
                        Image: blue:1
                        Cpu: 200
                        PortMappings: [{ContainerPort: 80}]
                        MountPoints: [{SourceVolume: data, ContainerPath: /data}]
                      - {Name: web, Image: 'green:1', Cpu: 200, PortMappings: [{ContainerPort: 80}]}
                    - !If [Blue, !Ref AWS::NoValue, {Name: extra, Image: 'extra:1', Essential: false}]
            """;
        for (int rule : List.of(4, 24, 33, 81)) {
            assertThat(found(template, rule)).as("SL%03d", rule).isEmpty();
        }
        assertThat(found(template.replace("Name: extra", "Name: web"), 4)).hasSize(1);
        assertThat(found(template.replace("SourceVolume: data", "SourceVolume: date"), 81))
                .hasSize(1);
    }

    @Test
    void whatTheBranchesHaveInCommonIsFoundOnce() throws Unreadable {
        String template = (TEMPLATE + "        - !If [A, {Name: a, Image: 'a:1'}, {Name: b, Image: 'b:1'}]\n")
                .replace("Memory: 512", "Memory: 513");
        assertThat(found(template, 10)).hasSize(1);
    }

    @Test
    void definitionsThatALoopMakesAreJudged() throws Unreadable {
        for (String loop : List.of(
                "{'Fn::ForEach::Tasks': [Name, [A, B], {'Task${Name}': %s}]}",
                "{'Fn::ForEach::Tasks': [Name, [A, B], {'Task${Name}': %s}], Topic: {Type: 'AWS::SNS::Topic'}}")) {
            String task = "{Type: 'AWS::ECS::TaskDefinition', Properties: {ContainerDefinitions: "
                    + "[{Name: 'a b', Image: x}, {Name: '${Name}', Image: x}]}}";
            assertThat(found("Resources: " + loop.formatted(task), 4))
                    .extracting(Finding::pointer)
                    .containsExactly(
                            "/Resources/Fn::ForEach::Tasks/2/Task${Name}/Properties/ContainerDefinitions/0/Name");
        }
    }

    @Test
    void whatALoopMakesOfAListIsNotedAsUnseen() throws Unreadable {
        assertThat(found(TEMPLATE + "        - {'Fn::ForEach::C': [Name, [a, b], {Name: x}]}\n", 112))
                .extracting(Finding::message)
                .containsExactly("a container of ForEach::C could not be looked into");
    }

    @Test
    void manyConditionsAreJudgedInFewVariants() throws Unreadable {
        StringBuilder template = new StringBuilder(TEMPLATE);
        for (int i = 0; i < 40; i++) {
            template.append(
                    "        - !If [C%d, {Name: 'a %d', Image: x}, {Name: 'b %d', Image: x}]\n".formatted(i, i, i));
        }
        assertThat(found(template.toString(), 4)).hasSize(80);
        assertThat(Document.of("t.yaml", template.toString())
                        .definitions()
                        .getFirst()
                        .variants())
                .hasSizeLessThan(20);
    }
}
