package dev.sidelight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts held against files; {@code -Dgolden=write} writes them anew, so that their diff is read. */
public final class Golden {

    private Golden() {}

    /** Asserts that {@code text} is what the file says. */
    public static void assertIs(Path file, String text) throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, text);
        }
        assertThat(text).as("%s (-Dgolden=write writes it anew)", file).isEqualTo(Files.readString(file));
    }
}
