package dev.sidelight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
    @Test
    void allFaultsAreNamedAtOnce() {
        String json =
                "{\"networkMode\": \"bridge\", \"containerDefinitions\": [{\"image\": \"x\", \"cpu\": \"many\"}]}";
        assertThatThrownBy(() -> DefinitionReader.read("task.json", json, Optional.of(LaunchType.FARGATE)))
                .hasMessageContainingAll(
                        "family is missing",
                        "FARGATE needs awsvpc",
                        "task.json: cpu is missing",
                        "task.json: containerDefinitions[0].name is missing",
                        "task.json: containerDefinitions[0].cpu is \"many\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"healthCheck\": {\"command\": [\"CMD\", \"true\"], \"interval\": 1, \"retries\": 11} | interval is 1: 5 to 300 is right",
                "\"healthCheck\": {\"command\": []} | command is missing",
                "\"healthCheck\": {\"command\": [\"CMD-SHELL\", \"a\", \"b\"]} | has 2 texts after CMD-SHELL",
                "\"dependsOn\": [{\"containerName\": \"none\", \"condition\": \"START\"}] | there is no container of that name",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"HEALTHY\"}] | HEALTHY needs a healthCheck there",
                "\"dependsOn\": [{\"containerName\": \"app\", \"condition\": \"START\"}] | in a circle",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"READY\"}] | \"READY\" is unknown",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"COMPLETE\"}] | COMPLETE needs \"essential\": false",
                "\"dependsOn\": [{\"containerName\": \"other\", \"condition\": \"SUCCESS\"}] | SUCCESS needs \"essential\": false",
                "\"healthCheck\": \"curl -f localhost\" | an object is right",
                "\"restartPolicy\": {} | enabled is missing",
                "\"restartPolicy\": {\"enabled\": false, \"ignoredExitCodes\": [256]} | from 0 to 255",
                "\"restartPolicy\": {\"enabled\": true, \"restartAttemptPeriod\": 5} | is 5: 60 to 1800 is right",
                "\"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::bucket/app.txt\"}] | does not end in .env",
                "\"environmentFiles\": [{\"type\": \"s3\", \"value\": \"s3://bucket/app.env\"}] | is no S3 object",
                "\"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::bucket\"}] | is no S3 object",
                "\"environmentFiles\": [{\"type\": \"efs\", \"value\": \"arn:aws:s3:::bucket/app.env\"}] | \"efs\" is unknown: s3 is right",
                "\"environmentFiles\": [{\"value\": \"arn:aws:s3:::bucket/app.env\"}] | type is missing",
                "\"environmentFiles\": [{},{},{},{},{},{},{},{},{},{},{}] | are 11: 10 at most are right",
                "\"secrets\": [{\"valueFrom\": \"/k\"}] | secrets[0].name is missing",
                "\"secrets\": [{\"name\": \"A\"}] | secrets[0].valueFrom is missing",
                "\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"arn:aws:s3:::bucket/a\"}] | is of neither",
                "\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"/k\"}, {\"name\": \"A\", \"valueFrom\": \"/l\"}] | secrets[1].name is taken",
                "\"environment\": [{\"name\": \"A\", \"value\": \"b\"}], \"secrets\": [{\"name\": \"A\", \"valueFrom\": \"/k\"}] | such as 'A'",
            })
    void faultsOfALifeAreNamed(String member, String fault) {
        Path nowhere = Path.of("");
        assertThatThrownBy(() -> TaskText.options(
                        nowhere,
                        TaskText.container("app", TaskText.SLEEP + ", " + member),
                        TaskText.container("other", TaskText.SLEEP)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining(fault);
    }

    @Test
    void everyRangeIsThatOfEcsAndAllFaultsAreNamedAtOnce() {
        String check = "\"healthCheck\": {\"command\": [\"CMD\", \"true\"], \"interval\": 301, \"timeout\": 1,"
                + " \"retries\": 0, \"startPeriod\": 301}, \"restartPolicy\": {\"enabled\": true,"
                + " \"restartAttemptPeriod\": 1801, \"ignoredExitCodes\": [-1]}";
        assertThatThrownBy(() -> TaskText.options(Path.of(""), TaskText.container("app", check)))
                .hasMessageContainingAll(
                        "containerDefinitions[0].healthCheck.interval is 301: 5 to 300 is right",
                        "timeout is 1: 2 to 60 is right",
                        "retries is 0: 1 to 10 is right",
                        "startPeriod is 301: 0 to 300 is right",
                        "restartAttemptPeriod is 1801: 60 to 1800 is right",
                        "ignoredExitCodes holds -1");
    }

    @Test
    void commandNamesTheValidFaults() {
        StringWriter said = new StringWriter();
        int status = Main.commandLine().setErr(new PrintWriter(said)).execute("--replay", "nowhere", "--fault", "stal");
        assertThat(status).isEqualTo(2);
        assertThat(said.toString()).contains("unknown fault \"stal\"", "stall-body");
    }

    @Test
    void missingRecordingIsAnError() {
        assertThat(Main.commandLine().execute("--replay", "nowhere")).isEqualTo(2);
    }
}
