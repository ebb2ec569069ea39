package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {

    @Test
    void lineSaysTheWordAndTheReason() {
        assertThat(text(Result.healthy("fine"), false)).isEqualTo("healthy: fine\n");
        assertThat(text(Result.unhealthy("a\nb\tc\u0000"), false)).isEqualTo("unhealthy: a b c \n");
        assertThat(text(Result.wrongCall("no option"), false))
                .isEqualTo("health-probe was called wrongly: no option\n");
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(text(Result.unhealthy("a \"b\" \\ c"), true));
        assertThat(json.path("healthy").booleanValue()).isFalse();
        assertThat(json.path("verdict").textValue()).isEqualTo("unhealthy");
        assertThat(json.path("reason").textValue()).isEqualTo("a \"b\" \\ c");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lineIsOneAndWithinWhatEcsKeeps(long seed) throws Exception {
        Random random = new Random(seed);
        String alphabet = "aä€\uD83D\uDE00\"\\\n\u0007";
        for (int i = 0; i < 300; i++) {
            StringBuilder reason = new StringBuilder();
            for (int j = random.nextInt(1200); j >= 0; j--) {
                reason.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Result result = new Result(random.nextBoolean(), "unknown", reason.toString());
            for (boolean json : new boolean[] {false, true}) {
                byte[] line = result.line(json);
                assertThat(line)
                        .as("seed %s", seed)
                        .hasSizeLessThanOrEqualTo(1024)
                        .endsWith((byte) '\n');
                assertThat(new String(line, StandardCharsets.UTF_8))
                        .as("seed %s", seed)
                        .hasLineCount(1);
                if (json) {
                    assertThat(new ObjectMapper().readTree(line).path("verdict").textValue())
                            .isEqualTo("unknown");
                }
            }
        }
    }

    private static String text(Result result, boolean json) {
        return new String(result.line(json), StandardCharsets.UTF_8);
    }
}
