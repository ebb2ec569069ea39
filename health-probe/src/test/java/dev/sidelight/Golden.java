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
        if (isWriting()) {
            Files.writeString(file, text);
        }
        assertThat(text).as("%s (-Dgolden=write writes it anew)", file).isEqualTo(Files.readString(file));
    }

    /** Asserts that {@code text} is what a page says between the comments {@code name} and {@code /name}. */
    public static void assertSection(Path page, String name, String text) throws IOException {
        String all = Files.readString(page);
        String begin = "<!-- " + name + " -->\n";
        int start = all.indexOf(begin) + begin.length();
        int end = all.indexOf("<!-- /" + name + " -->");
        assertThat(start).as("%s has a section %s", page, name).isLessThanOrEqualTo(end);
        if (isWriting()) {
            Files.writeString(page, all.substring(0, start) + text + all.substring(end));
        }
        assertThat(text)
                .as("%s, section %s (-Dgolden=write writes it anew)", page, name)
                .isEqualTo(isWriting() ? text : all.substring(start, end));
    }

    private static boolean isWriting() {
        return "write".equals(System.getProperty("golden"));
    }
}
