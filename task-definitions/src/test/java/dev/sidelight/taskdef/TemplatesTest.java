package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The templates, held to every rule. */
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("templates");

    @Test
    void nothingIsToBeSaidOfThem() throws IOException {
        List<String> definitions = definitions();
        assertThat(definitions).hasSizeGreaterThanOrEqualTo(16);
        List<String> args = new ArrayList<>(List.of("lint", "--fail-on", "info"));
        args.addAll(definitions);
        args.add(TEMPLATES.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code =
                Main.run(new ByteArrayInputStream(new byte[0]), both, both, () -> false, args.toArray(String[]::new));
        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** Named one by one, so that one that cannot be read is not passed over. */
    private static List<String> definitions() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES, 2)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
