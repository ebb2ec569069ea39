package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What came of a command. */
record Run(int code, String out, String err) {

    /** Runs a command, its name first, with this on standard input. */
    static Run of(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> false,
                args);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Asserts that it was refused for its use, in one line, and nothing printed. */
    void assertRefused(String begin, String as) {
        assertThat(code).as(as).isEqualTo(2);
        assertThat(out).as(as).isEmpty();
        assertThat(err.lines()).as(as).singleElement().asString().startsWith(begin);
    }
}
