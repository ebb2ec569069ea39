package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.Golden;
import java.io.IOException;
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
        Run run = Run.of("", args.toArray(String[]::new));
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void policiesBesideThemAreWhatIamDerives(String file) throws IOException {
        Path template = Path.of(file);
        String name = String.valueOf(template.getFileName()).replace(".json", "");
        for (String policy : List.of("execution", "task")) {
            Run run = Run.of("", "iam", file, "--policy", policy);
            assertThat(run.code()).as(run.err()).isZero();
            String derived = run.out();
            Path kept = template.resolveSibling("iam").resolve(name + "-" + policy + ".json");
            if (derived.contains("\"Statement\": []")) {
                assertThat(kept).as("a role that needs nothing").doesNotExist();
            } else {
                Files.createDirectories(template.resolveSibling("iam"));
                Golden.assertIs(kept, derived);
            }
        }
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
