package dev.sidelight.taskdef;

import static dev.sidelight.taskdef.IamRuns.SHOP;
import static dev.sidelight.taskdef.IamRuns.allow;
import static dev.sidelight.taskdef.IamRuns.derived;
import static dev.sidelight.taskdef.IamRuns.file;
import static dev.sidelight.taskdef.IamRuns.fixture;
import static dev.sidelight.taskdef.IamRuns.policy;
import static dev.sidelight.taskdef.IamRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamWidthTest {

    @TempDir
    Path folder;

    @Test
    void wholeServiceIsTooWide() throws IOException {
        String policy = file(folder, "p.json", derived().replace("secretsmanager:GetSecretValue", "secretsmanager:*"));
        Run run = run("", SHOP, "--check", policy);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "too wide\n  statement 5 (Secrets): secretsmanager:*, where secretsmanager:GetSecretValue would do\n")
                .doesNotContain("lacks\n");
    }

    @Test
    void wildcardsThatCoverNoMoreThanTheNeedAreNarrow() throws IOException {
        String described = fixture("described.json");
        for (String resource : List.of("log-group:bureau:*", "log-group:bureau*", "log-group:bureau:log-stream:*")) {
            String logs = allow(
                    "[\"logs:CreateLogStream\", \"logs:PutLogEvents\"]",
                    "\"arn:aws-us-gov:logs:us-gov-east-1:444455556666:" + resource + "\"");
            assertThat(run("", described, "--format=json", "--check", policy(folder, logs))
                            .out())
                    .as(resource)
                    .contains("\"tooWide\": []")
                    .doesNotContain("logs:PutLogEvents");
        }
        for (String resource : List.of("log-group:*", "log-group:bur*", "*")) {
            String logs = allow(
                    "\"LOGS:putlogevents\"", "\"arn:aws-us-gov:logs:us-gov-east-1:444455556666:" + resource + "\"");
            assertThat(run("", described, "--format=json", "--check", policy(folder, logs))
                            .out())
                    .as(resource)
                    .contains("logs:PutLogEvents on arn:aws-us-gov:logs:us-gov-east-1:444455556666:" + resource
                            + ", where");
        }
        String bare =
                allow("\"logs:PutLogEvents\"", "\"arn:aws-us-gov:logs:us-gov-east-1:444455556666:log-group:bureau\"");
        assertThat(run("", described, "--check", policy(folder, bare)).out())
                .as("streams are not in it")
                .contains("logs:CreateLogStream, logs:PutLogEvents on");
    }

    @Test
    void secretsAndParametersMayShareAStatement() throws IOException {
        String policy = allow("[\"secretsmanager:GetSecretValue\", \"ssm:GetParameters\"]", """
                ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-??????",
                 "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-*",
                 "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/*",
                 "arn:aws:ssm:eu-west-1:111122223333:parameter/flag",
                 "arn:aws:ssm:us-east-1:111122223333:parameter/shared/key"]""");
        assertThat(run("", SHOP, "--format", "json", "--check", policy(folder, policy))
                        .out())
                .contains("\"tooWide\": []")
                .doesNotContain("secretsmanager:GetSecretValue", "ssm:GetParameters");
        String more = allow("\"ssm:GetParameters\"", "\"arn:aws:ssm:eu-west-1:111122223333:parameter/other\"");
        assertThat(run("", SHOP, "--check", policy(folder, more)).out())
                .contains("parameter/other, which nothing in the definition needs");
    }

    @Test
    void everythingIsTooWideForBothRoles() throws IOException {
        String all = policy(folder, allow("\"*\"", "\"*\""));
        for (String role : List.of("execution", "task")) {
            Run run = run("", SHOP, "--role", role, "--check", all);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("too wide\n  statement 1: *, where").doesNotContain("lacks\n");
        }
        assertThat(run("", fixture("prometheus.json"), "--role=task", "--check", all)
                        .out())
                .contains("statement 1: *, which nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "shop/api-??????, NARROW",
        "shop/api-AbCdEf, NARROW",
        "shop/api-*, LOOSE",
        "shop/api*, LOOSE",
        "shop/api-??????*, LOOSE",
        "shop/a*, WIDE",
        "shop/*, WIDE",
        "*, WIDE"
    })
    void suffixOfASecretIsSixCharactersOfWhichAnAsteriskIsMore(String name, String width) throws IOException {
        String resource = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + name;
        String policy = policy(folder, allow("\"secretsmanager:GetSecretValue\"", "\"" + resource + "\""));
        String out = run("", SHOP, "--check", policy).out();
        assertThat(out.contains(resource + ", where")).isEqualTo(width.equals("WIDE"));
        assertThat(
                        out.contains(
                                "wider than needed, and let pass\n  statement 1: " + resource
                                        + " covers what else begins so, too; arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-?????? would do"))
                .isEqualTo(width.equals("LOOSE"));
        assertThat(out).doesNotContain("(PINNED of web)");
    }

    @Test
    void noticesAloneLetAPolicyFit() throws IOException {
        String loose = file(folder, "p.json", derived().replace("shop/api-??????", "shop/api*"));
        Run run = run("", SHOP, "--check", loose, "--format", "json");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"fits\": true", "\"notices\": [\n    \"statement 5 (Secrets): ");
    }

    @Test
    void inverseStatementsAreWide() throws IOException {
        String sound = file(folder, "sound.json", derived());
        Run action = run("", SHOP, "--check", sound, "--check", policy(folder, """
                {"Effect": "Allow", "NotAction": ["iam:*", "s3:*"], "Resource": "*"}"""));
        assertThat(action.code()).isEqualTo(1);
        assertThat(action.out())
                .contains("too wide\n  statement 1: NotAction iam:*, s3:*, which allows all else, where ecr:")
                .doesNotContain("lacks\n");
        Run resource = run("", SHOP, "--check", sound, "--check", policy(folder, """
                {"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::other/*"}"""));
        assertThat(resource.out())
                .contains("too wide\n  statement 1: NotResource arn:aws:s3:::other/*, which allows all else, where "
                        + "arn:aws:s3:::shop-config/production/web.env would do\n");
        assertThat(run("", SHOP, "--role=task", "--check", policy(folder, """
                {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}""")).out())
                .contains("NotAction iam:*, which allows all else", "without the condition StringEquals");
    }
}
