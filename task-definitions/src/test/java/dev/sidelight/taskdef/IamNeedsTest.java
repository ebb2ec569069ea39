package dev.sidelight.taskdef;

import static dev.sidelight.taskdef.IamRuns.FIXTURES;
import static dev.sidelight.taskdef.IamRuns.KEY;
import static dev.sidelight.taskdef.IamRuns.SHOP;
import static dev.sidelight.taskdef.IamRuns.file;
import static dev.sidelight.taskdef.IamRuns.fixture;
import static dev.sidelight.taskdef.IamRuns.run;
import static dev.sidelight.taskdef.IamRuns.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamNeedsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "fargate.json, fargate, --kms-key=" + KEY,
        "prometheus.json, prometheus, --account=111122223333",
        "described.json, described, --exec",
        "template.yaml, template, --region=eu-west-1",
        "keys.yaml, keys, --region=eu-west-1",
        "router.json, router, --definition=routed",
        "volumes.json, volumes, --region=eu-west-1",
        "unfilled.json, unfilled, --definition=unfilled"
    })
    void needsOfADefinition(String file, String golden, String arg) throws IOException {
        Run run = run("", fixture(file), "--format", "json", arg);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(Tree.read(run.out())).isNotNull();
        Golden.assertIs(FIXTURES.resolve(golden + ".needs.json"), run.out());
    }

    @Test
    void textHoldsTheDocumentsWithWhatNeedsThem() throws IOException {
        Golden.assertIs(FIXTURES.resolve("fargate.needs.txt"), run("", SHOP).out());
    }

    @Test
    void oneDocumentIsPrintedAloneSoThatItCanBeRedirected() {
        assertThat(run("", SHOP, "--policy", "task").out()).isEqualTo("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "PutOwnNamespace",
                      "Effect": "Allow",
                      "Action": "cloudwatch:PutMetricData",
                      "Resource": "*",
                      "Condition": {
                        "StringEquals": {
                          "cloudwatch:namespace": "Shop/Tasks"
                        }
                      }
                    }
                  ]
                }
                """);
        assertThat(run("", SHOP, "--policy", "execution-trust").out())
                .isEqualTo(run("", SHOP, "--policy", "task-trust").out())
                .contains("sts:AssumeRole", "arn:aws:ecs:eu-west-1:111122223333:*");
        Run none = run("", fixture("prometheus.json"), "--policy", "task");
        assertThat(none.code()).isZero();
        assertThat(none.out()).contains("\"Statement\": []");
        assertThat(none.err().lines()).singleElement().asString().contains("needs no policy");
    }

    @ParameterizedTest
    @CsvSource({
        "fargate.json,",
        "described.json,",
        "router.json,",
        "volumes.json,",
        "unfilled.json,",
        "template.yaml, Web"
    })
    void whatIsDerivedFits(String file, String definition) throws IOException {
        for (String role : List.of("execution", "task")) {
            String[] common = {
                fixture(file), "--exec", "--kms-key", KEY, "--definition", definition == null ? "" : definition
            };
            String derived = run("", with(common, "--policy", role)).out();
            Run run = run("", with(common, "--check", file(folder, "derived.json", derived), "--role", role));
            assertThat(run.out()).contains("the policy fits").doesNotContain("not judged");
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void definitionIsChosenAmongSeveral() {
        String template = fixture("template.yaml");
        assertThat(run("", template, "--policy", "execution").err())
                .isEqualTo("sidelight iam: " + template
                        + ": there are several definitions; choose one with --definition: Web, Worker\n");
        assertThat(run("", template, "--policy", "execution", "--definition", "Worker")
                        .code())
                .isZero();
        assertThat(run("", template, "--definition", "Nothing").err()).contains("there is no definition Nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIDELIGHT_CLOUDWATCH_NAMESPACE | \"secrets\": [{\"name\": \"SIDELIGHT_CLOUDWATCH_NAMESPACE\", \"valueFrom\": \"/shop/n\"}] | SIDELIGHT_CLOUDWATCH_NAMESPACE of sidelight is a secret, and not known here",
                "SIDELIGHT_CLOUDWATCH_NAMESPACE | \"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::b/a.env\"}] | SIDELIGHT_CLOUDWATCH_NAMESPACE of sidelight is not known here, since an environment file may set it; else it is ECS/Sidelight",
                "ECS/Sidelight | \"secrets\": [{\"name\": \"OTHER\", \"valueFrom\": \"/shop/n\"}] | metrics of sidelight",
            })
    void namespaceFromElsewhereIsNotTakenForTheDefault(String namespace, String field, String says) {
        Run run = run("""
                {"family": "shop", "containerDefinitions": [{"name": "sidelight", "image": "sidelight:0.1.0", %s,
                  "environment": [{"name": "SIDELIGHT_CLOUDWATCH_ENABLED", "value": "true"}]}]}""".formatted(field), "-");
        assertThat(run.out()).contains("\"cloudwatch:namespace\": \"" + namespace + "\"", says);
    }

    @Test
    void publishingThatASecretDecidesIsNotKnown() {
        String definition = """
                {"family": "shop", "containerDefinitions": [{"name": "sidelight", "image": "sidelight:0.1.0",
                  "secrets": [{"name": "SIDELIGHT_CLOUDWATCH_ENABLED", "valueFrom": "/shop/on"}]}]}""";
        assertThat(run(definition, "-").out())
                .contains("cloudwatch:PutMetricData", "whether sidelight publishes is not known");
    }
}
