package dev.sidelight.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddSidecarCommandTest {

    private static final String SOUND = Bases.with("fargate", "");

    @TempDir
    Path folder;

    private static Run run(String input, String... args) {
        return Run.of(
                input, Stream.concat(Stream.of("add-sidecar"), Stream.of(args)).toArray(String[]::new));
    }

    private static Run add(String input, String... args) {
        return run(
                input,
                Stream.concat(Stream.of("--image", "registry.example/sidelight:0.1.0"), Stream.of(args))
                        .toArray(String[]::new));
    }

    @Test
    void exitCodeTellsWhatCameOfIt() {
        Run added = add(SOUND, "-");
        assertThat(added.code()).isZero();
        assertThat(added.out()).contains("dev.sidelight.version");
        assertThat(added.err()).contains("shop: added container sidelight (port 9779)");
        Run refused = add(SOUND, "--gate", "nobody", "--port", "8080", "-");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).hasSize(2);
        assertThat(add("{", "-").code()).isEqualTo(2);
        assertThat(add("{}", "-").err()).contains("standard input: there is no task definition in it");
    }

    @Test
    void callsThatMeanNothingAreRefused() {
        run(SOUND, "-").assertRefused("sidelight add-sidecar: Missing required option: '--image=IMAGE'", "no image");
        for (List<String> args : List.of(
                List.<String>of(),
                List.of("--imge", "x", "-"),
                List.of("--definition", "stock", "-"),
                List.of(folder.toString()),
                List.of("--in-place", "-"),
                List.of("--port", "many", "-"),
                List.of("no-such-file.json"),
                List.of("a\0b"),
                List.of("-", "b.json"))) {
            Run run = add(SOUND, args.toArray(String[]::new));
            run.assertRefused("sidelight add-sidecar: ", args.toString());
        }
        assertThat(add(SOUND, "--definition", "stock", "-").err())
                .contains("there is no definition stock; there are shop");
    }

    @Test
    void cloudwatchIsTurnedOnAndOff() {
        String on = add(SOUND, "--cloudwatch", "-").out();
        assertThat(on).contains("SIDELIGHT_CLOUDWATCH_ENABLED", "160");
        assertThat(add(on, "-").out()).isEqualTo(on);
        assertThat(add(on, "--no-cloudwatch", "-").out()).doesNotContain("\"true\"");
    }

    @Test
    void fileIsWrittenAtOnceAndKeepsItsPermissions() throws IOException {
        Path file = folder.resolve("shop.json");
        Files.writeString(file, "\uFEFF" + SOUND);
        Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        Run run = add("", "--in-place", link.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        String written = Files.readString(file);
        assertThat(written).startsWith("\uFEFF{").contains("dev.sidelight.version");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(add("", file.toString()).out()).isEqualTo(written);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void onlyTheNamedDefinitionIsChanged() {
        String template = """
                Resources:
                  A: &a
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions: [{Name: a, Image: "a:1", Memory: 64}]
                  B:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions:
                      - {Name: b, Image: "b:1", Memory: 64}
                  C: *a
                """;
        Run run = add(template, "--definition", "B", "-");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\n      - {Name: sidelight, ").contains("Memory: 64}]\n");
        Run shared = add(template, "--definition", "A", "-");
        assertThat(shared.code()).as("C is the same as A").isEqualTo(1);
        assertThat(shared.err()).contains("/Resources/C").doesNotContain("\tat ");
        assertThat(add(template, "-").code()).isZero();
    }

    @Test
    void damagedInputNeverEndsInAStackTrace() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String yaml = """
                Resources:
                  T:
                    Type: AWS::ECS::TaskDefinition
                    Properties: &p
                      Family: !Sub "${A}"
                      ContainerDefinitions:
                        - {Name: a, Image: [x], Cpu: *p, Essential: yes, PortMappings: [1, {HostPort: -1}]}
                        - Name: b
                          LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref A}}
                """;
        for (String sound :
                List.of(SOUND, yaml, Bases.with("template", ""), Bases.with("ec2", ""), Bases.with("sidecar", ""))) {
            for (int i = 0; i < 200; i++) {
                String damaged = damaged(sound, random);
                Run run = add(damaged, "--gate", "web", "--cloudwatch", "-");
                assertThat(run.code()).as("seed %d:%n%s", seed, damaged).isIn(0, 1, 2);
                assertThat(run.err())
                        .as("seed %d:%n%s", seed, damaged)
                        .doesNotContain("\tat ")
                        .doesNotContain("Exception")
                        .doesNotContain("itself failed");
            }
        }
    }

    private static String damaged(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.set(at, line.replaceFirst(": ?.*?(,?)$", ": null$1"));
            case 2 -> lines.set(at, line.replaceFirst(": ?.*?(,?)$", ": [{\"name\": 1}, 2, {}]$1"));
            default -> lines.set(at, line.replaceFirst(": ?.*?(,?)$", ": {\"Ref\": \"A\"}$1"));
        }
        return String.join("\n", lines);
    }
}
