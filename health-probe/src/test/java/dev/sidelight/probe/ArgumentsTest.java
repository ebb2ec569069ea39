package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                List.of("--timeout", "500ms", "--url=http://10.0.0.7:80/", "--container", "web", "--json"),
                Map.of("SIDELIGHT_HTTP_PORT", "9800"));
        assertThat(arguments)
                .isEqualTo(new Arguments(
                        new Question.OfContainer("web"),
                        URI.create("http://10.0.0.7:80"),
                        Duration.ofMillis(500),
                        true,
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--urll http://h:1|there is no option --urll; did you mean --url?; there is no option http://h:1 (there are",
                "--url|--url needs a value",
                "--url https://h|is not of the form http://HOST:PORT",
                "--url http://u:p@h|is not of the form http://HOST:PORT",
                "--url http://h:99999|is not of the form http://HOST:PORT",
                "--timeout 0s|is not a duration",
                "--timeout soon|is not a duration",
                "--timeout 2h|is not a duration",
                "--container web --task|--container and --task are two questions: ask one",
                "--container a --container b|--container is given twice",
                "--container --json|--container needs a value",
                "--task --help|--help stands alone",
                "--container=|--container needs a value",
                "--task=yes|--task takes no value",
                "--direct|it needs --container NAME or --task",
                "--direct --task --url http://h:1|--url means nothing with it",
                "--timeout x --bogus --task --container y|--container and --task are two questions: ask one; --timeout x",
            })
    void wrongUseSaysAllThatIsWrong(String line, String message) {
        assertThatThrownBy(() -> Arguments.from(List.of(line.split(" ", -1)), Map.of()))
                .isInstanceOf(Arguments.BadArgument.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyArgumentsAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        List<String> words = List.of(
                "--url",
                "--timeout",
                "--container",
                "--task",
                "--direct",
                "--json",
                "--url=http://h",
                "--task=",
                "http://h:1",
                "5s",
                "",
                "ms",
                "9999999999999s",
                "%zz",
                "-",
                "=",
                "--",
                "\uD83D\uDE00",
                "a\nb");
        for (int i = 0; i < 2000; i++) {
            List<String> args = random.ints(random.nextInt(6), 0, words.size())
                    .mapToObj(words::get)
                    .toList();
            try {
                assertThat(Arguments.from(args, Map.of()).timeout()).isPositive();
            } catch (Arguments.BadArgument e) {
                assertThat(e.getMessage()).as("seed %s, %s", seed, args).isNotBlank();
            }
        }
    }
}
