package dev.sidelight.taskdef;

import static dev.sidelight.taskdef.IamRuns.FIXTURES;
import static dev.sidelight.taskdef.IamRuns.KEY;
import static dev.sidelight.taskdef.IamRuns.SHOP;
import static dev.sidelight.taskdef.IamRuns.allow;
import static dev.sidelight.taskdef.IamRuns.derived;
import static dev.sidelight.taskdef.IamRuns.file;
import static dev.sidelight.taskdef.IamRuns.policy;
import static dev.sidelight.taskdef.IamRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamCheckTest {

    @TempDir
    Path folder;

    @Test
    void missingDecryptIsFoundWhereAKeyIsGiven() throws IOException {
        String policy = file(folder, "p.json", derived());
        assertThat(run("", SHOP, "--check", policy).code()).isZero();
        Run run = run("", SHOP, "--check", policy, "--kms-key", KEY);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("""
                lacks
                  kms:Decrypt on %s (what is encrypted with it): nothing allows it
                """.formatted(KEY));
        String withKey = file(folder, "k.json", derived("--kms-key", KEY));
        assertThat(run("", SHOP, "--check", withKey).out())
                .contains("the policy fits", "kms:Decrypt; --kms-key names the key");
    }

    @Test
    void missingCreationOfTheLogGroupIsFound() throws IOException {
        String policy = file(folder, "p.json", derived().replace("logs:CreateLogGroup", "logs:DescribeLogGroups"));
        Run run = run("", SHOP, "--check", policy);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "logs:CreateLogGroup on arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop:* (log of web)",
                        "logs:DescribeLogGroups, which nothing in the definition needs");
    }

    @Test
    void managedPolicyIsTooWideAndLacksTheRest() throws IOException {
        Run run = run("", SHOP, "--format", "json", "--check", policy(folder, allow("""
                ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
                 "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"]""", "\"*\"")));
        assertThat(run.code()).isEqualTo(1);
        Golden.assertIs(FIXTURES.resolve("managed.check.json"), run.out());
    }

    @Test
    void singularOfAnActionIsNotThePlural() throws IOException {
        String policy = file(folder, "p.json", derived().replace("ssm:GetParameters", "ssm:GetParameter"));
        assertThat(run("", SHOP, "--check", policy).out())
                .contains("ssm:GetParameters on", "ssm:GetParameter, which nothing");
    }

    @Test
    void denialWinsUnlessItsConditionIsNotKnown() throws IOException {
        String deny = "{\"Sid\": \"No\", \"Effect\": \"Deny\", \"Action\": \"s3:Get*\", \"Resource\": \"*\"%s}";
        String sound = file(folder, "sound.json", derived());
        assertThat(run("", SHOP, "--check", sound, "--check", policy(folder, deny.formatted("")))
                        .out())
                .contains("s3:GetObject on arn:aws:s3:::shop-config/production/web.env", "statement 1 (No) denies it");
        String plain = ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}";
        Run run = run("", SHOP, "--check", sound, "--check", policy(folder, deny.formatted(plain)));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("not judged\n  statement 1 (No), its condition on aws:SecureTransport");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"NotAction\": \"iam:*\", \"Resource\": \"*\" | allowed",
                "\"NotAction\": [\"S3:GetObject\"], \"Resource\": \"*\" | not",
                "\"NotAction\": \"s3:*\", \"Resource\": \"*\" | not",
                "\"NotAction\": \"iam:*\", \"Resource\": \"arn:aws:s3:::other/*\" | not",
                "\"Action\": \"s3:GetObject\", \"NotResource\": \"arn:aws:s3:::other/*\" | allowed",
                "\"Action\": \"s3:GetObject\", \"NotResource\": \"arn:aws:s3:::shop-config/*\" | not",
                "\"NotAction\": \"iam:*\", \"NotResource\": \"arn:aws:s3:::other/*\" | allowed"
            })
    void inverseStatementSpeaksOfAllElse(String body, String what) throws IOException {
        String object = "s3:GetObject on arn:aws:s3:::shop-config/production/web.env (environment file of web): ";
        boolean allowed = what.equals("allowed");
        String allow = policy(folder, "{\"Effect\": \"Allow\", " + body + "}");
        assertThat(run("", SHOP, "--check", allow).out().contains(object + "nothing allows it"))
                .isEqualTo(!allowed);
        String sound = file(folder, "sound.json", derived());
        String deny = policy(folder, "{\"Effect\": \"Deny\", " + body + "}");
        assertThat(run("", SHOP, "--check", sound, "--check", deny).out().contains(object + "statement 1 denies it"))
                .as("what an Allow would allow, a Deny denies")
                .isEqualTo(allowed);
    }

    @Test
    void denialOfWhatIsNotKnownIsNotJudged() throws IOException {
        String sound = file(folder, "sound.json", derived());
        String deny = policy(folder, """
                {"Effect": "Deny", "Action": "secretsmanager:*",
                 "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-ZzZzZz"}""");
        Run run = run("", SHOP, "--check", sound, "--check", deny);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "statement 1, which may deny secretsmanager:GetSecretValue on "
                                + "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-??????, not all of which is known");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log-group:/ecs/shop:* | fits",
                "log-group:/ecs/shop:log-stream:* | fits",
                "log-group:/ecs/shop:log-stream:web*\",\"%slog-group:/ecs/shop:log-stream:sidelight/* | fits",
                "log-group:/ecs/shop:log-stream:web/* | but not on log-stream:sidelight/sidelight/…",
                "log-group:/ecs/shop:log-stream:web/web/0f*\",\"%slog-group:/ecs/shop:log-stream:s* | but not on log-stream:web/web/…",
                "log-group:/ecs/shop | nothing allows it",
                "log-group:/ecs/sh*:log-stream:* | nothing|"
            })
    void streamsOfAGroupAreThoseOfItsContainers(String resources, String says) throws IOException {
        String prefix = "arn:aws:logs:eu-west-1:111122223333:";
        String policy = file(
                folder,
                "p.json",
                derived()
                        .replaceFirst(
                                "(?s)(\"logs:PutLogEvents\"\\s*],\\s*\"Resource\": )\\[[^]]*]",
                                "$1[\"" + prefix + "log-group:/ecs/cache:*\", \"" + prefix
                                        + resources.replace("%s", prefix) + "\"]"));
        Run run = run("", SHOP, "--check", policy);
        if (says.equals("nothing")) {
            assertThat(run.out())
                    .contains("log-group:/ecs/sh*:log-stream:*, where")
                    .doesNotContain("lacks\n");
        } else {
            assertThat(run.out()).contains(says);
            assertThat(run.code()).isEqualTo(says.equals("fits") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"StringEquals\": {\"cloudwatch:namespace\": \"Shop/Tasks\"}} | 0 | fits",
                "{\"StringEquals\": {\"cloudwatch:Namespace\": [\"Other\", \"Shop/Tasks\"]}} | 0 | cloudwatch:namespace Other lets more through; Shop/Tasks would do",
                "{\"StringLike\": {\"cloudwatch:namespace\": \"Shop/*\"}} | 0 | cloudwatch:namespace Shop/* lets more through; Shop/Tasks would do",
                "{\"StringLike\": {\"cloudwatch:namespace\": \"*\"}} | 1 | without the condition StringEquals cloudwatch:namespace Shop/Tasks",
                "{\"StringEquals\": {\"cloudwatch:namespace\": \"Shop/*\"}} | 1 | only under a condition that does not hold",
                "{\"StringEquals\": {\"cloudwatch:namespace\": \"ECS/Sidelight\"}} | 1 | only under a condition that does not hold",
                "{\"StringNotEquals\": {\"cloudwatch:namespace\": \"AWS/ECS\"}} | 1 | without the condition StringEquals cloudwatch:namespace Shop/Tasks",
                "{\"StringNotEquals\": {\"cloudwatch:namespace\": \"Shop/Tasks\"}} | 1 | only under a condition that does not hold",
                "{\"Null\": {\"cloudwatch:namespace\": \"false\"}} | 1 | without the condition StringEquals cloudwatch:namespace Shop/Tasks",
                "{\"Null\": {\"cloudwatch:namespace\": \"true\"}} | 1 | only under a condition that does not hold",
                "{\"ForAllValues:StringEqualsIgnoreCase\": {\"cloudwatch:namespace\": \"shop/tasks\"}} | 0 | fits",
                "{\"NumericEquals\": {\"cloudwatch:namespace\": \"1\"}} | 1 | its condition on cloudwatch:namespace",
                "{} | 1 | without the condition StringEquals cloudwatch:namespace Shop/Tasks"
            })
    void namespaceIsHeldAgainstTheCondition(String condition, int code, String says) throws IOException {
        String policy = policy(
                folder,
                "{\"Effect\": \"Allow\", \"Action\": \"cloudwatch:PutMetricData\", \"Resource\": \"*\", \"Condition\": "
                        + condition + "}",
                allow("\"dynamodb:GetItem\"", "\"arn:aws:dynamodb:eu-west-1:111122223333:table/shop\""));
        Run run = run("", SHOP, "--role", "task", "--check", policy);
        assertThat(run.out()).contains(says, "dynamodb:GetItem, which may be what the containers call themselves");
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    void loginToEcrComesFromNoEndpoint() throws IOException {
        String policy = file(
                folder,
                "p.json",
                derived()
                        .replace(
                                "\"Action\": \"ecr:GetAuthorizationToken\",",
                                "\"Action\": \"ecr:GetAuthorizationToken\", \"Condition\": {\"StringEquals\": "
                                        + "{\"aws:sourceVpce\": \"vpce-1\"}},"));
        assertThat(run("", SHOP, "--check", policy).out())
                .contains("ecr:GetAuthorizationToken on *", "condition that does not hold");
    }

    @Test
    void policyIsFoundInWhatTheCommandLineAnswers() throws IOException {
        for (String wrapping : List.of(
                "{\"RoleName\": \"r\", \"PolicyName\": \"p\", \"PolicyDocument\": %s}",
                "{\"PolicyVersion\": {\"Document\": %s, \"VersionId\": \"v1\"}}")) {
            assertThat(run("", SHOP, "--check", file(folder, "w.json", wrapping.formatted(derived())))
                            .code())
                    .as(wrapping)
                    .isZero();
        }
    }

    @Test
    void denialOfOtherNamespacesIsAConditionToo() throws IOException {
        String allow = allow("\"cloudwatch:PutMetricData\"", "\"*\"");
        String deny = "{\"Effect\": \"Deny\", \"Action\": \"cloudwatch:*\", \"Resource\": \"*\", "
                + "\"Condition\": {\"StringNotEquals\": {\"cloudwatch:namespace\": \"%s\"}}}";
        assertThat(run("", SHOP, "--role=task", "--check", policy(folder, allow, deny.formatted("Shop/Tasks")))
                        .code())
                .isZero();
        assertThat(run("", SHOP, "--role=task", "--check", policy(folder, allow, deny.formatted("Other")))
                        .out())
                .contains("cloudwatch:PutMetricData on * (metrics of sidelight): statement 2 denies it");
    }
}
