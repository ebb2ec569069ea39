package dev.sidelight.emulator.environment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void allFaultsAreNamedAtOnceWithoutAValue() {
        String json = """
                {"secrets": {}, "parameterStore": {"/a": 4711}, "secretsManager": {
                  "b": ["hunter2"],
                  "c": {"versions": [{"value": "hunter2", "stages": ["AWSCURRENT"], "id": "1", "stage": "x"},
                                     {"value": 4711, "stages": ["AWSCURRENT"], "id": "1"}]},
                  "d": {"versions": {}}}}""";
        assertThatThrownBy(() -> SecretStore.of("secrets.json", json))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "secrets.json: secrets is unknown",
                        "/a is no string",
                        "b is neither a string nor an object",
                        "c.versions[0].stage is unknown",
                        "c.versions[1].value is neither",
                        "c.versions[1].id is another version's",
                        "c.versions[1].stages: AWSCURRENT is on another version",
                        "d.versions is no list")
                .hasMessageNotContainingAny("hunter2", "4711");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"secretsManager\": {\"a\": hunter2}} | no JSON",
                "{\"parameterStore\": {\"a\": \"hunter2\", \"a\": \"b\"}} | there twice",
                "{\"parameterStore\": {\"a\": \"hunter2 | no JSON",
                "[\"hunter2\"] | no JSON object",
                "`` | no JSON object",
            })
    void whatIsNoJsonIsNotRepeated(String json, String fault) {
        assertThatThrownBy(() -> SecretStore.of("secrets.json", json))
                .hasMessageContaining(fault)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void unreadableFileIsNamed() throws IOException {
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xc3, (byte) 0x28});
        assertThatThrownBy(() -> SecretStore.in(binary)).hasMessageContaining("binary.json: cannot be read");
        assertThatThrownBy(() -> SecretStore.in(folder.resolve("none.json")))
                .hasMessageContaining("none.json: cannot be read");
        assertThatThrownBy(() -> S3Folder.in(folder.resolve("none"))).hasMessageContaining("none: no such folder");
    }
}
