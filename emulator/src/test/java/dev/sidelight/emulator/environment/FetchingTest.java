package dev.sidelight.emulator.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchingTest {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
    private static final String SSM = "arn:aws:ssm:eu-west-1:123456789012:parameter/";
    private static final String STORE = """
            {"secretsManager": {
               "<arn>plain-AbCdEf": "hunter2",
               "named": "by name",
               "<arn>json-AbCdEf": {"user": "admin", "port": 1000000},
               "<arn>rotated-AbCdEf": {"versions": [
                 {"id": "v2", "stages": ["AWSCURRENT"], "value": {"user": "new"}},
                 {"id": "v1", "stages": ["AWSPREVIOUS", "blue"], "value": "{\\"user\\": \\"old\\"}"},
                 {"id": "v0", "value": "oldest"}]},
               "<arn>pending-AbCdEf": {"versions": [{"id": "v1", "stages": ["AWSPENDING"], "value": "hunter2"}]}},
             "parameterStore": {"/app/key": "k1", "flat": "k2", "<ssm>other/key": "k3"}}""".replace("<arn>", ARN).replace("<ssm>", SSM);

    @TempDir
    private Path folder = Path.of("");

    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<arn>plain-AbCdEf | hunter2",
                "<arn>plain | hunter2",
                "<arn>named-XyZ123 | by name",
                "<arn>named | by name",
                "<arn>json-AbCdEf | {\"user\":\"admin\",\"port\":1000000}",
                "<arn>json-AbCdEf:user:: | admin",
                "<arn>json-AbCdEf:port:: | 1e+06",
                "<arn>json-AbCdEf:user:AWSCURRENT: | admin",
                "<arn>rotated-AbCdEf:user:: | new",
                "<arn>rotated-AbCdEf::AWSCURRENT: | {\"user\":\"new\"}",
                "<arn>rotated-AbCdEf::AWSPREVIOUS: | {\"user\": \"old\"}",
                "<arn>rotated-AbCdEf:user:AWSPREVIOUS: | old",
                "<arn>rotated-AbCdEf:user:blue: | old",
                "<arn>rotated-AbCdEf:::v0 | oldest",
                "<arn>rotated-AbCdEf:user::v1 | old",
                "<arn>rotated-AbCdEf:user:AWSPREVIOUS:v1 | old",
                "/app/key | k1",
                "<ssm>app/key | k1",
                "flat | k2",
                "<ssm>flat | k2",
                "<ssm>other/key | k3",
                "/other/key | k3",
            })
    void eachFormGivesItsValue(String from, String value) throws Exception {
        assertThat(fetch(LaunchType.FARGATE, secret(full(from)))).isEqualTo(Map.of("S", value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<arn>none-AbCdEf | failed to fetch secret <arn>none-AbCdEf from secrets manager: <call>.",
                "<arn>plain-XyZ123 | failed to fetch secret <arn>plain-XyZ123 from secrets manager: <call>.",
                "<arn>plain-AbCdEf::AWSPREVIOUS: | failed to fetch secret <arn>plain-AbCdEf from secrets manager: <call> value for staging label: AWSPREVIOUS",
                "<arn>pending-AbCdEf | failed to fetch secret <arn>pending-AbCdEf from secrets manager: <call> value for staging label: AWSCURRENT",
                "<arn>rotated-AbCdEf:::v9 | failed to fetch secret <arn>rotated-AbCdEf from secrets manager: <call> value for VersionId: v9",
                "<arn>json-AbCdEf:password:: | retrieved secret from Secrets Manager did not contain json key password",
                "<arn>plain-AbCdEf:user:: | invalid character '*' looking for beginning of value",
                "<arn>json-AbCdEf:user: | unexpected ARN format with parameters when trying to retrieve ASM secret",
            })
    void fargateSaysWhyASecretIsNotThere(String from, String cause) throws Exception {
        assertThat(refused(LaunchType.FARGATE, secret(full(from))))
                .hasMessage("ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                        + " retrieval failed: unable to retrieve secret from asm: service call has been retried 1"
                        + " time(s): " + full(cause));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<arn>none-AbCdEf | ResourceInitializationError: The task can't retrieve the secret with ARN '<arn>none-AbCdEf' from AWS Secrets Manager. Check that the secret ARN is correct: <call>.",
                "<arn>rotated-AbCdEf:::v9 | ResourceInitializationError: The task can't retrieve the secret with ARN '<arn>rotated-AbCdEf' from AWS Secrets Manager. Check that the secret ARN is correct: <call> value for VersionId: v9",
                "<arn>json-AbCdEf:password:: | retrieved secret from Secrets Manager did not contain json key password",
                "<arn>plain-AbCdEf:user:: | invalid character '*' looking for beginning of value",
                "<arn>json-AbCdEf:user: | trying to retrieve secret with value <arn>json-AbCdEf:user: resulted in error: an invalid ARN format for the AWS Secrets Manager secret was specified. Specify a valid ARN and try again.",
                "/none | fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: /none",
                "app/key | fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: app/key",
                "<ssm>none | fetching secret data from SSM Parameter Store in eu-west-1: invalid parameters: <ssm>none",
                "<ssm>/app/key | fetching secret data from SSM Parameter Store in eu-west-1: invalid parameters: <ssm>/app/key",
            })
    void agentOnAnInstanceSaysWhy(String from, String reason) throws Exception {
        assertThat(refused(LaunchType.EC2, secret(full(from)))).hasMessage(full(reason));
    }

    @Test
    void fargateNamesAParameterThatIsNotThere() throws Exception {
        NotFetched refused = refused(LaunchType.FARGATE, secret("/none"));
        assertThat(refused)
                .hasMessage("ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
                        + " retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1"
                        + " time(s): invalid ssm parameters: /none");
        assertThat(refused.details()).containsExactly("app: S: no value for /none in secrets.json");
    }

    @Test
    void stageAndIdMustBeOfOneVersion() throws Exception {
        assertThat(refused(LaunchType.FARGATE, secret(ARN + "rotated-AbCdEf::AWSCURRENT:v1")))
                .hasMessageEndingWith("InvalidRequestException: You provided a VersionStage that is not associated to"
                        + " the provided VersionId.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"\"` | unexpected end of JSON input",
                "`\"{\\\"a\\\":\"` | unexpected end of JSON input",
                "`\"{'a': 'hunter2'}\"` | invalid character '*' looking for beginning of object key string",
                "`\"{\\\"a\\\": \\\"hunter2\\\\!\\\"}\"` | invalid character '*' in string escape code",
                "`\"{\\\"a\\\" \\\"hunter2\\\"}\"` | invalid character '*' after object key",
                "`\"{\\\"a\\\": \\\"hunter2\\\" 1}\"` | invalid character '*' after object key:value pair",
                "`\"{} hunter2\"` | invalid character '*' after top-level value",
                "`\"4711\"` | json: cannot unmarshal number into Go value of type map[string]interface {}",
                "`\"[4711]\"` | json: cannot unmarshal array into Go value of type map[string]interface {}",
                "`\"\\\"hunter2\\\"\"` | json: cannot unmarshal string into Go value of type map[string]interface {}",
                "`\"null\"` | retrieved secret from Secrets Manager did not contain json key a",
            })
    void secretThatIsNoObjectHasNoKeys(String json, String reason) throws Exception {
        SecretStore store = SecretStore.of("secrets.json", "{\"secretsManager\": {\"s\": " + json + "}}");
        EnvironmentSources sources = new EnvironmentSources(Optional.empty(), Optional.of(store));
        NotFetched refused = catchThrowableOfType(
                NotFetched.class, () -> fetch(LaunchType.EC2, secret(ARN + "s-AbCdEf:a::"), sources));
        assertThat(refused).hasMessage(reason);
        assertThat(refused.details().toString()).doesNotContain("hunter2").doesNotContain("4711");
    }

    @Test
    void environmentComesBeforeFilesAndAnEarlierFileBeforeALater() throws Exception {
        file("bucket/a.env", "OWN=a\nFIRST=a\nA=\"a\"\nS=a\nTASK=a");
        file("bucket/deep/b.env", "OWN=b\nFIRST=b\nB= b");
        assertThat(fetch(
                        LaunchType.FARGATE,
                        "\"environment\": [{\"name\": \"OWN\", \"value\": \"own\"}, {\"name\": \"TASK\", \"value\": \" \"}], "
                                + files("bucket/a.env", "bucket/deep/b.env") + ", " + secret("flat")))
                .isEqualTo(Map.of("OWN", "own", "FIRST", "a", "A", "\"a\"", "B", " b", "TASK", " ", "S", "k2"));
    }

    @Test
    void fileThatIsNotThereEndsTheTask() throws Exception {
        file("bucket/a.env", "A=a");
        Files.write(folder.resolve("bucket/latin.env"), new byte[] {'A', '=', (byte) 0xe4});
        file("out.env", "A=a");
        String files = files("bucket/a.env", "bucket/no/b.env", "bucket/latin.env", "bucket/../../out.env");
        NotFetched refused = refused(LaunchType.EC2, files);
        assertThat(refused)
                .hasMessageStartingWith("unable to download env file with key no/b.env from bucket bucket, error: ")
                .hasMessageContaining(";unable to download env file with key latin.env from bucket bucket, error: ")
                .hasMessageContaining(";unable to download env file with key ../../out.env from bucket bucket, error: ")
                .hasMessageNotContaining("a.env");
        assertThat(refused.details().getFirst())
                .isEqualTo("app: arn:aws:s3:::bucket/no/b.env: no readable UTF-8 file bucket/no/b.env in " + folder);
        assertThat(refused(LaunchType.FARGATE, files))
                .hasMessageStartingWith("ResourceInitializationError: failed to download env files: service call has"
                        + " been retried 1 time(s): operation error S3: HeadObject");
    }

    @Test
    void folderMayBeTheWorkingDirectory() throws Exception {
        EnvironmentSources here = new EnvironmentSources(Optional.of(S3Folder.in(Path.of("."))), Optional.empty());
        Path bucket = Files.createTempDirectory(Path.of("target"), "bucket");
        Files.writeString(bucket.resolve("a.env"), "A=b");
        assertThat(fetch(LaunchType.EC2, files(bucket + "/a.env"), here)).isEqualTo(Map.of("A", "b"));
    }

    @Test
    void withoutASourceWhatItWouldGiveIsLeftOutAndSaid() throws Exception {
        assertThat(fetch(LaunchType.EC2, secret("flat") + ", " + files("b/a.env"), EnvironmentSources.NONE))
                .isEmpty();
        assertThat(said)
                .containsExactly(
                        "app's environmentFiles are left out: give --environment-files DIR",
                        "app's secrets are left out: give --secrets FILE");
    }

    @Test
    void variablesAreNotShown() {
        assertThat(new ContainerEnvironment(Map.of("S", "hunter2")).toString()).isEqualTo("[S]");
        assertThat(SecretVersion.current("hunter2").toString()).doesNotContain("hunter2");
    }

    private Map<String, String> fetch(LaunchType type, String member) throws Exception {
        return fetch(
                type,
                member,
                new EnvironmentSources(
                        Optional.of(S3Folder.in(folder)), Optional.of(SecretStore.of("secrets.json", STORE))));
    }

    private Map<String, String> fetch(LaunchType type, String member, EnvironmentSources sources)
            throws InvalidDefinition, NotFetched {
        String json = "{\"family\": \"test\", \"containerDefinitions\": [{\"name\": \"app\", \"image\": \"x\", "
                + member + "}]}";
        TaskDefinition definition = DefinitionReader.read("test", json, Optional.empty());
        ContainerEnvironment environment = Fetching.of(definition.containers(), sources, type, "us-east-1", said::add)
                .get("app");
        return environment == null ? Map.of() : environment.variables();
    }

    private NotFetched refused(LaunchType type, String member) {
        return catchThrowableOfType(NotFetched.class, () -> fetch(type, member));
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        Files.writeString(file, text);
    }

    private static String secret(String from) {
        return "\"secrets\": [{\"name\": \"S\", \"valueFrom\": \"" + from + "\"}]";
    }

    private static String files(String... objects) {
        return List.of(objects).stream()
                .map(one -> "{\"type\": \"s3\", \"value\": \"arn:aws:s3:::" + one + "\"}")
                .toList()
                .toString()
                .transform("\"environmentFiles\": "::concat);
    }

    private static String full(String text) {
        return text.replace("<arn>", ARN)
                .replace("<ssm>", SSM)
                .replace(
                        "<call>",
                        "operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400,"
                                + " RequestID: , ResourceNotFoundException: Secrets Manager can't find the specified"
                                + " secret");
    }
}
