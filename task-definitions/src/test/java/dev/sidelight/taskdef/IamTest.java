package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamTest {

    private static final Path FIXTURES = Path.of("src/test/resources/dev/sidelight/taskdef/iam");
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String SHOP = fixture("fargate.json");

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {}

    private static Run run(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> false,
                Stream.concat(Stream.of("iam"), Stream.of(args)).toArray(String[]::new));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String fixture(String name) {
        return FIXTURES.resolve(name).toString();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String policy(String... statements) throws IOException {
        return file(
                "policy.json", "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}");
    }

    private static String allow(String actions, String resources) {
        return "{\"Effect\": \"Allow\", \"Action\": " + actions + ", \"Resource\": " + resources + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "fargate.json, fargate, --kms-key=" + KEY,
        "prometheus.json, prometheus, --account=111122223333",
        "described.json, described, --exec",
        "template.yaml, template, --region=eu-west-1",
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
            Run run = run("", with(common, "--check", file("derived.json", derived), "--role", role));
            assertThat(run.out()).contains("the policy fits").doesNotContain("not judged");
            assertThat(run.code()).isZero();
        }
    }

    private static String[] with(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    private String derived(String... args) {
        return run("", with(new String[] {SHOP, "--policy", "execution"}, args)).out();
    }

    @Test
    void missingDecryptIsFoundWhereAKeyIsGiven() throws IOException {
        String policy = file("p.json", derived());
        assertThat(run("", SHOP, "--check", policy).code()).isZero();
        Run run = run("", SHOP, "--check", policy, "--kms-key", KEY);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("""
                lacks
                  kms:Decrypt on %s (what is encrypted with it): nothing allows it
                """.formatted(KEY));
        String withKey = file("k.json", derived("--kms-key", KEY));
        assertThat(run("", SHOP, "--check", withKey).out())
                .contains("the policy fits", "kms:Decrypt; --kms-key names the key");
    }

    @Test
    void wholeServiceIsTooWide() throws IOException {
        String policy = file("p.json", derived().replace("secretsmanager:GetSecretValue", "secretsmanager:*"));
        Run run = run("", SHOP, "--check", policy);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "too wide\n  statement 5 (Secrets): secretsmanager:*, where secretsmanager:GetSecretValue would do\n")
                .doesNotContain("lacks\n");
    }

    @Test
    void missingCreationOfTheLogGroupIsFound() throws IOException {
        String policy = file("p.json", derived().replace("logs:CreateLogGroup", "logs:DescribeLogGroups"));
        Run run = run("", SHOP, "--check", policy);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "logs:CreateLogGroup on arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop:* (log of web)",
                        "logs:DescribeLogGroups, which nothing in the definition needs");
    }

    @Test
    void managedPolicyIsTooWideAndLacksTheRest() throws IOException {
        Run run = run("", SHOP, "--format", "json", "--check", policy(allow("""
                ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
                 "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"]""", "\"*\"")));
        assertThat(run.code()).isEqualTo(1);
        Golden.assertIs(FIXTURES.resolve("managed.check.json"), run.out());
    }

    @Test
    void wildcardsThatCoverNoMoreThanTheNeedAreNarrow() throws IOException {
        String described = fixture("described.json");
        for (String resource : List.of(
                "log-group:bureau:*",
                "log-group:bureau*",
                "log-group:bureau:log-stream:*",
                "log-group:bureau:log-stream:app/*")) {
            String logs = allow(
                    "[\"logs:CreateLogStream\", \"logs:PutLogEvents\"]",
                    "\"arn:aws-us-gov:logs:us-gov-east-1:444455556666:" + resource + "\"");
            assertThat(run("", described, "--format=json", "--check", policy(logs))
                            .out())
                    .as(resource)
                    .contains("\"tooWide\": []")
                    .doesNotContain("logs:PutLogEvents");
        }
        for (String resource : List.of("log-group:*", "log-group:bur*", "*")) {
            String logs = allow(
                    "\"LOGS:putlogevents\"", "\"arn:aws-us-gov:logs:us-gov-east-1:444455556666:" + resource + "\"");
            assertThat(run("", described, "--format=json", "--check", policy(logs))
                            .out())
                    .as(resource)
                    .contains("logs:PutLogEvents on arn:aws-us-gov:logs:us-gov-east-1:444455556666:" + resource
                            + ", where");
        }
        String bare =
                allow("\"logs:PutLogEvents\"", "\"arn:aws-us-gov:logs:us-gov-east-1:444455556666:log-group:bureau\"");
        assertThat(run("", described, "--check", policy(bare)).out())
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
        assertThat(run("", SHOP, "--format", "json", "--check", policy(policy)).out())
                .contains("\"tooWide\": []")
                .doesNotContain("secretsmanager:GetSecretValue", "ssm:GetParameters");
        String more = allow("\"ssm:GetParameters\"", "\"arn:aws:ssm:eu-west-1:111122223333:parameter/other\"");
        assertThat(run("", SHOP, "--check", policy(more)).out())
                .contains("parameter/other, which nothing in the definition needs");
    }

    @Test
    void singularOfAnActionIsNotThePlural() throws IOException {
        String policy = file("p.json", derived().replace("ssm:GetParameters", "ssm:GetParameter"));
        assertThat(run("", SHOP, "--check", policy).out())
                .contains("ssm:GetParameters on", "ssm:GetParameter, which nothing");
    }

    @Test
    void denialWinsUnlessItsConditionIsNotKnown() throws IOException {
        String deny = "{\"Sid\": \"No\", \"Effect\": \"Deny\", \"Action\": \"s3:Get*\", \"Resource\": \"*\"%s}";
        String sound = file("sound.json", derived());
        assertThat(run("", SHOP, "--check", sound, "--check", policy(deny.formatted("")))
                        .out())
                .contains("s3:GetObject on arn:aws:s3:::shop-config/production/web.env", "statement 1 (No) denies it");
        String plain = ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}";
        Run run = run("", SHOP, "--check", sound, "--check", policy(deny.formatted(plain)));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("not judged\n  statement 1 (No), its condition on aws:SecureTransport");
    }

    @Test
    void inverseStatementsAreNotJudged() throws IOException {
        Run run = run(
                "",
                SHOP,
                "--check",
                file("sound.json", derived()),
                "--check",
                policy("{\"Effect\": \"Allow\", \"NotAction\": \"iam:*\", \"Resource\": \"*\"}"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("not judged\n  statement 1, since it has NotAction");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"StringEquals\": {\"cloudwatch:namespace\": \"Shop/Tasks\"}} | 0 | fits",
                "{\"StringEquals\": {\"cloudwatch:Namespace\": [\"Other\", \"Shop/Tasks\"]}} | 0 | fits",
                "{\"StringLike\": {\"cloudwatch:namespace\": \"Shop/*\"}} | 0 | fits",
                "{\"StringLike\": {\"cloudwatch:namespace\": \"*\"}} | 1 | without the condition StringEquals cloudwatch:namespace Shop/Tasks",
                "{\"StringEquals\": {\"cloudwatch:namespace\": \"Shop/*\"}} | 1 | only under a condition that does not hold",
                "{\"StringEquals\": {\"cloudwatch:namespace\": \"ECS/Sidelight\"}} | 1 | only under a condition that does not hold",
                "{\"StringNotEquals\": {\"cloudwatch:namespace\": \"AWS/ECS\"}} | 0 | its condition on cloudwatch:namespace",
                "{} | 1 | without the condition StringEquals cloudwatch:namespace Shop/Tasks"
            })
    void namespaceIsHeldAgainstTheCondition(String condition, int code, String says) throws IOException {
        String policy = policy(
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
            assertThat(run("", SHOP, "--check", file("w.json", wrapping.formatted(derived())))
                            .code())
                    .as(wrapping)
                    .isZero();
        }
    }

    @Test
    void everythingIsTooWideForBothRoles() throws IOException {
        String all = policy(allow("\"*\"", "\"*\""));
        for (String role : List.of("execution", "task")) {
            Run run = run("", SHOP, "--role", role, "--check", all);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("too wide\n  statement 1: *, where").doesNotContain("lacks\n");
        }
        assertThat(run("", fixture("prometheus.json"), "--role=task", "--check", all)
                        .out())
                .contains("statement 1: *, which nothing");
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

    @Test
    void badInputGetsOneLine() throws IOException {
        String sound = file("sound.json", derived());
        for (List<String> args : List.of(
                List.of("nowhere.json"),
                List.of(file("x.json", "nonsense")),
                List.of(file("cut.json", "{\"containerDefinitions\": [")),
                List.of(file("tabs.yaml", "a:\n\t- b")),
                List.of(file("deep.json", "[".repeat(10_000))),
                List.of(file("bomb.yaml", "a: &a [*a]")),
                List.of(file("binary.json", "\0\0")),
                List.of(file("large.json", " ".repeat(10 << 20))),
                List.of(file("none.json", "{\"a\": 1}")),
                List.of(SHOP, "--account", "12"),
                List.of(SHOP, "--region", "Ireland"),
                List.of(SHOP, "--kms-key", "alias/shop"),
                List.of(SHOP, "--policy", "both"),
                List.of(SHOP, "--role", "task"),
                List.of(SHOP, "--role", "neither", "--check", sound),
                List.of(SHOP, "--policy", "task", "--check", sound),
                List.of("-", "--check", "-"),
                List.of(SHOP, "--check", "nowhere.json"),
                List.of(SHOP, "--check", SHOP),
                List.of(SHOP, "--check", policyOf("{\"Statement\": [1]}", 1)),
                List.of(SHOP, "--check", policyOf("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"a:b\"}}", 2)),
                List.of(SHOP, "--check", policyOf("{\"Statement\": {\"Effect\": \"allow\", \"Action\": \"a:b\"}}", 3)),
                List.of(
                        SHOP,
                        "--check",
                        file("t.json", run("", SHOP, "--policy", "task-trust").out())))) {
            Run run = run("", args.toArray(String[]::new));
            assertThat(run.code()).as("%s", args).isEqualTo(2);
            assertThat(run.out()).as("%s", args).isEmpty();
            assertThat(run.err().lines())
                    .as("%s", args)
                    .singleElement()
                    .asString()
                    .startsWith("sidelight iam: ");
        }
    }

    private String policyOf(String content, int number) throws IOException {
        return file("bad" + number + ".json", content);
    }

    @Test
    void damagedInputNeverEndsInAStackTrace() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String name : List.of("fargate.json", "template.yaml", "router.json", "volumes.json", "unfilled.json")) {
            String sound = Files.readString(FIXTURES.resolve(name));
            for (int i = 0; i < 200; i++) {
                String damaged = damaged(sound, random);
                Run run = run(damaged, "-", "--kms-key", KEY, "--exec");
                assertThat(run.code()).as("seed %d:%n%s", seed, damaged).isIn(0, 2);
                assertThat(run.err()).as("seed %d:%n%s", seed, damaged).doesNotContain("itself failed");
                assertThat(run.err().lines().count())
                        .as("seed %d:%n%s", seed, damaged)
                        .isLessThanOrEqualTo(1);
            }
        }
        String sound = derived("--kms-key", KEY);
        for (int i = 0; i < 200; i++) {
            String damaged = damaged(sound, random);
            Run run = run(damaged, SHOP, "--kms-key", KEY, "--check", "-");
            assertThat(run.code()).as("seed %d:%n%s", seed, damaged).isIn(0, 1, 2);
            assertThat(run.err()).as("seed %d:%n%s", seed, damaged).doesNotContain("itself failed");
        }
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 ->
                text.replaceFirst(
                        "(?s)(?<=.{" + at + "}): *(\"[^\"]*\"|true|[0-9]+)",
                        Matcher.quoteReplacement(": " + value(random)));
            default -> text.substring(0, at) + value(random) + text.substring(at);
        };
    }

    private static String value(Random random) {
        List<String> values = List.of(
                "null",
                "[]",
                "{}",
                "\"\"",
                "1",
                "\"arn:\"",
                "\"arn:aws:ssm:::\"",
                "\"${\"",
                "\"${}\"",
                "\"$1\\\\\"",
                "{\"Ref\": \"Logs\"}",
                "\"${Logs}${?}\"",
                "\"<a b>:x\"",
                "\uE000",
                "\uE001",
                "\"\uE000:\"",
                "*",
                "?");
        return values.get(random.nextInt(values.size()));
    }
}
