package dev.sidelight.emulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SaidTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Said said = new Said(new PrintStream(written, true, StandardCharsets.UTF_8));

    @Test
    void eachChangeIsOneLine() {
        said.drawn();
        said.notDrawn(new IOException("503 busy"));
        said.notDrawn(new IOException("503 busy"));
        said.drawn();
        said.drawn();
        said.notDrawn(new ConnectException("refused"));
        said.notDrawn(new ConnectException("refused"));

        assertThat(lines())
                .containsExactly(
                        "demo: the panels are not drawn: 503 busy",
                        "demo: the panels are drawn again",
                        "demo: the panels are not drawn: refused");
    }

    @Test
    void nothingIsSaidBeforePrometheusListens() {
        said.notDrawn(new ConnectException());
        said.notDrawn(new ConnectException());
        said.drawn();

        assertThat(lines()).isEmpty();
    }

    @Test
    void whatHasNoMessageIsNotNull() {
        said.drawn();
        said.notDrawn(new ConnectException());

        assertThat(lines()).containsExactly("demo: the panels are not drawn: java.net.ConnectException");
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }
}
