package dev.sidelight.emulator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.emulator.environment.EnvironmentFile.Ignored;
import dev.sidelight.emulator.environment.EnvironmentFile.Reason;
import dev.sidelight.emulator.environment.EnvironmentFile.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A=b|A|b",
                "A=\"b c\"|A|\"b c\"",
                "A='b'|A|'b'",
                "A= b |A| b ",
                "A =b|A |b",
                " A=b| A|b",
                "A=$B ${C} $(d)|A|$B ${C} $(d)",
                "A=a\\nb|A|a\\nb",
                "A=b # no comment|A|b # no comment",
                "A=b=c==|A|b=c==",
                "export A=b|export A|b",
                " #A=b| #A|b",
            })
    void linesAreTakenLiterally(String line, String name, String value) {
        assertThat(EnvironmentFile.of(line).lines()).containsExactly(new Variable(1, name, value));
    }

    @Test
    void linesWithoutAVariableSayWhy() {
        assertThat(EnvironmentFile.of("# a=b\n\n \t\nA\n=b\nA=\nA=b").lines())
                .containsExactly(
                        new Ignored(1, Reason.COMMENT),
                        new Ignored(2, Reason.BLANK),
                        new Ignored(3, Reason.BLANK),
                        new Ignored(4, Reason.NO_EQUALS_SIGN),
                        new Ignored(5, Reason.NO_NAME),
                        new Ignored(6, Reason.NO_VALUE),
                        new Variable(7, "A", "b"));
    }

    @Test
    void lineEndsOfWindowsAreNoPartOfTheValueAndOthersEndNoLine() {
        assertThat(EnvironmentFile.of("A=b\rC=d\u2028E=f").variables()).isEqualTo(Map.of("A", "b\rC=d\u2028E=f"));
        assertThat(EnvironmentFile.of("").variables()).isEmpty();
        assertThat(EnvironmentFile.of("A=b\r\nC=d\r\n").variables()).isEqualTo(Map.of("A", "b", "C", "d"));
    }

    @Test
    void lastLineWinsInAFileAndFirstFileAmongFiles() {
        EnvironmentFile first = EnvironmentFile.of("A=1\nA=2");
        EnvironmentFile second = EnvironmentFile.of("A=3\nB=4");
        assertThat(EnvironmentFile.variables(List.of(first, second))).isEqualTo(Map.of("A", "2", "B", "4"));
    }
}
