package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.Golden;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("definitions")
    void policiesBesideThemAreWhatIamDerives(String file) throws IOException {
        Path template = Path.of(file);
        String name = String.valueOf(template.getFileName()).replace(".json", "");
        for (String policy : List.of("execution", "task")) {
            String derived = run("iam", file, "--policy", policy);
            Path kept = template.resolveSibling("iam").resolve(name + "-" + policy + ".json");
            if (derived.contains("\"Statement\": []")) {
                assertThat(kept).as("a role that needs nothing").doesNotExist();
            } else {
                Files.createDirectories(template.resolveSibling("iam"));
                Golden.assertIs(kept, derived);
            }
        }
    }

    private static String run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> false,
                args);
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
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
