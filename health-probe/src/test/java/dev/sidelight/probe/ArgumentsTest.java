package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void addressIsThatOfTheAgentsOwnVariables() throws Exception {
        assertThat(Arguments.from(List.of(), Map.of()).url()).hasToString("http://127.0.0.1:9779");
        assertThat(Arguments.from(List.of(), Map.of("SIDELIGHT_HTTP_PORT", "9800", "SIDELIGHT_HTTP_HOST", "0.0.0.0"))
                        .url())
                .hasToString("http://127.0.0.1:9800");
        assertThat(Arguments.from(List.of(), Map.of("SIDELIGHT_HTTP_HOST", "::1"))
                        .url())
                .hasToString("http://[::1]:9779");
    }

    @Test
    void optionsWinOverVariables() throws Exception {
        Arguments arguments = Arguments.from(
                List.of("--timeout", "500ms", "--url", "http://10.0.0.7:80/"), Map.of("SIDELIGHT_HTTP_PORT", "9800"));
        assertThat(arguments)
                .isEqualTo(new Arguments(java.net.URI.create("http://10.0.0.7:80"), Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @CsvSource({
        "--urll http://h:1, no option --urll",
        "--url, needs a value",
        "--url https://h, not of the form",
        "--timeout 0s, not a duration",
        "--timeout soon, not a duration",
        "--timeout 2h, not a duration",
        "--container web, no option --container"
    })
    void wrongUseSaysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> Arguments.from(List.of(line.split(" ")), Map.of()))
                .isInstanceOf(Arguments.BadArgument.class)
                .hasMessageContaining(message);
    }

    @Test
    void anyArgumentsAreReadOrRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> words = List.of("--url", "--timeout", "http://h:1", "5s", "", "ms", "9999999999999s", "%zz", "-");
        for (int i = 0; i < 2000; i++) {
            List<String> args = random.ints(random.nextInt(5), 0, words.size())
                    .mapToObj(words::get)
                    .toList();
            try {
                assertThat(Arguments.from(args, Map.of()).timeout()).isPositive();
            } catch (Arguments.BadArgument e) {
                assertThat(e).as("seed %s, %s", seed, args).hasMessageMatching("[^\n]+");
            }
        }
    }
}
