package dev.sidelight.taskdef.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.Bases;
import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.env.EnvironmentFile;
import dev.sidelight.taskdef.lint.env.EnvironmentFileRules;
import dev.sidelight.taskdef.lint.report.RuleText;
import dev.sidelight.taskdef.lint.rule.Finding;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Severity;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.taskdef.lint.rules.RuleBook;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleExamplesTest {

    static List<List<String>> examples() {
        return Bases.table("examples.txt");
    }

    static List<List<String>> environmentFiles() {
        return Bases.table("environment-files.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fargate", "ec2", "sidecar", "template"})
    void basesAreSound(String base) throws Unreadable {
        assertThat(findings(Bases.with(base, ""))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void exampleIsJudgedAsItShouldBe(List<String> example) throws Unreadable {
        String json = Bases.with(example.get(2), example.get(3));
        List<Finding> found = findings(json).stream()
                .filter(finding -> finding.rule().id().equals(example.get(0)))
                .toList();
        if (example.get(1).equals("bad")) {
            assertThat(found).extracting(Finding::pointer).containsExactly(example.get(4));
            assertThat(found)
                    .allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
        } else {
            assertThat(found).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aBadExampleIsBadInNothingElse(List<String> example) throws Unreadable {
        if (example.get(1).equals("good")) {
            return;
        }
        assertThat(findings(Bases.with(example.get(2), example.get(3))))
                .filteredOn(finding -> !finding.rule().id().equals(example.get(0)))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .filteredOn(finding ->
                        !FOLLOWS.contains(example.get(0) + finding.rule().id()))
                .isEmpty();
    }

    /** What cannot be wrong alone: an empty list of containers has nothing to mount, and so on. */
    private static final Set<String> FOLLOWS = Set.of("SL012SL007", "SL034SL007", "SL030SL007");

    @ParameterizedTest(name = "{0}")
    @MethodSource("environmentFiles")
    void environmentFileIsJudgedAsItShouldBe(List<String> example) throws Unreadable {
        List<Definition> beside = Document.of("-", Bases.with("fargate", """
                containerDefinitions/0/secrets = [{"name": "TOKEN_OF_WEB", "valueFrom": "/t"}] ;;
                containerDefinitions/0/environmentFiles = [{"type": "s3", "value": "arn:aws:s3:::b/app.env"}]""")).definitions();
        EnvironmentFile file = EnvironmentFile.parse(
                example.get(2), example.get(3).replace("\\n", "\n").replace("\\r", "\r"));
        List<String> found = EnvironmentFileRules.judge(file, beside).stream()
                .map(finding -> finding.rule().id())
                .toList();
        if (example.get(1).equals("bad")) {
            assertThat(found).contains(example.get(0));
        } else {
            assertThat(found).doesNotContain(example.get(0));
        }
    }

    @Test
    void everyRuleThatDecidesHasBothExamples() {
        for (String kind : List.of("bad", "good")) {
            Set<String> have = Stream.concat(examples().stream(), environmentFiles().stream())
                    .filter(example -> example.get(1).equals(kind))
                    .map(List::getFirst)
                    .collect(Collectors.toSet());
            Set<String> need = RuleBook.RULES.stream()
                    .filter(rule -> rule.scope() != Rule.Scope.NOWHERE)
                    .filter(rule -> rule.number() != 106 && rule.number() != 113)
                    .map(Rule::id)
                    .collect(Collectors.toSet());
            assertThat(have).as(kind).containsExactlyInAnyOrderElementsOf(need);
        }
    }

    @Test
    void repeatedNamesAreFoundOnceWhereTheyAre() throws Unreadable {
        assertThat(findings("[{\"family\": \"a\", \"family\": \"b\"}, {\"family\": \"c\"}]"))
                .filteredOn(finding -> finding.rule().number() == 106)
                .extracting(Finding::pointer)
                .containsExactly("/0/family");
        assertThat(findings("{\"family\": \"c\"}"))
                .noneMatch(finding -> finding.rule().number() == 106);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExplanationNamesEverySeverityAndStageThatIsFound(List<String> example) throws Unreadable {
        for (Finding finding : findings(Bases.with(example.get(2), example.get(3)))) {
            String explained = RuleText.explanation(finding.rule());
            assertThat(explained)
                    .as(finding.rule().id())
                    .contains(
                            finding.severity() == Severity.INFO
                                    ? "info"
                                    : finding.severity().label());
            assertThat(finding.stage() == finding.rule().stage()
                            || !finding.rule().cases().isEmpty())
                    .as(finding.rule().id())
                    .isTrue();
        }
    }

    @Test
    void severityDependsOnWhatIsAtStake() throws Unreadable {
        String efs = "volumes/0 = {\"name\": \"tmp\", \"efsVolumeConfiguration\": {\"fileSystemId\": \"fs-1\"%s}}";
        assertThat(severity(82, efs.formatted(""))).isEqualTo(Severity.WARNING);
        assertThat(severity(82, efs.formatted(", \"authorizationConfig\": {\"iam\": \"ENABLED\"}")))
                .isEqualTo(Severity.ERROR);
        assertThat(
                        severity(
                                86,
                                "- containerDefinitions/1/user ;; containerDefinitions/1/firelensConfiguration = {\"type\": \"fluentbit\"}"))
                .as("routers run as root by design")
                .isEqualTo(Severity.INFO);
        assertThat(
                        severity(
                                34,
                                "containerDefinitions/0/portMappings = [{\"containerPort\": 53}, {\"containerPort\": 53, \"protocol\": \"udp\"}]"))
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void anAnswerOfDescribeTaskDefinitionIsReadAsWhatItDescribes() throws Unreadable {
        String described = "{\"taskDefinition\": "
                + Bases.with("fargate", "revision = 3 ;; status = \"ACTIVE\" ;; cpu = \"300\" ;; - tags")
                + ", \"tags\": [{\"key\": \"team\", \"value\": \"shop\"}]}";
        List<Finding> findings = findings(described);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::pointer)
                .containsExactly("/cpu");
        assertThat(findings)
                .filteredOn(finding -> finding.rule().number() == 6)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.message()).contains("revision, status");
                });
        assertThat(findings).noneMatch(finding -> finding.rule().number() == 93);
    }

    @Test
    void fargateMayBeSaidFromOutside() throws Unreadable {
        Definition definition =
                Document.of("-", Bases.with("ec2", "")).definitions().getFirst();
        assertThat(RuleBook.judge(new Subject(definition, true)))
                .extracting(finding -> finding.rule().number())
                .contains(9, 12, 17);
    }

    private static Severity severity(int rule, String changes) throws Unreadable {
        return findings(Bases.with("fargate", changes)).stream()
                .filter(finding -> finding.rule().number() == rule)
                .findFirst()
                .orElseThrow()
                .severity();
    }

    private static List<Finding> findings(String json) throws Unreadable {
        return Document.of("a.json", json).definitions().stream()
                .flatMap(definition -> RuleBook.judge(definition, false).stream())
                .toList();
    }
}
