package dev.sidelight.emulator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\" | text",
                "5432 | 5432",
                "100000 | 100000",
                "1000000 | 1e+06",
                "123456789 | 1.23456789e+08",
                "-2.5 | -2.5",
                "0.0001 | 0.0001",
                "0.00001 | 1e-05",
                "-12000000000000 | -1.2e+13",
                "0 | 0",
                "true | true",
                "null | <nil>",
                "[1, \"a\", null] | [1 a <nil>]",
                "{\"b\": 2, \"a\": {\"c\": false}} | map[a:map[c:false] b:2]",
            })
    void valuesAreAsGoPrintsThem(String json, String text) throws IOException {
        assertThat(GoText.of(new ObjectMapper().readTree(json))).isEqualTo(text);
    }
}
