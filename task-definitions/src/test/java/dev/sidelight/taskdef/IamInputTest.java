package dev.sidelight.taskdef;

import static dev.sidelight.taskdef.IamRuns.FIXTURES;
import static dev.sidelight.taskdef.IamRuns.KEY;
import static dev.sidelight.taskdef.IamRuns.SHOP;
import static dev.sidelight.taskdef.IamRuns.derived;
import static dev.sidelight.taskdef.IamRuns.file;
import static dev.sidelight.taskdef.IamRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamInputTest {

    @TempDir
    Path folder;

    @Test
    void badInputGetsOneLine() throws IOException {
        String sound = file(folder, "sound.json", derived());
        for (List<String> args : List.of(
                List.<String>of(),
                List.of("--no-such-flag", SHOP),
                List.of("--format", "xml", SHOP),
                List.of(SHOP, SHOP),
                List.of(SHOP, "--check"),
                List.of(folder.toString()),
                List.of("nowhere.json"),
                List.of(file(folder, "x.json", "nonsense")),
                List.of(file(folder, "cut.json", "{\"containerDefinitions\": [")),
                List.of(file(folder, "tabs.yaml", "a:\n\t- b")),
                List.of(file(folder, "deep.json", "[".repeat(10_000))),
                List.of(file(folder, "bomb.yaml", "a: &a [*a]")),
                List.of(file(folder, "binary.json", "\0\0")),
                List.of(file(folder, "large.json", " ".repeat(10 << 20))),
                List.of(file(folder, "none.json", "{\"a\": 1}")),
                List.of(SHOP, "--account", "12"),
                List.of(SHOP, "--region", "Ireland"),
                List.of(SHOP, "--kms-key", "alias/shop"),
                List.of(SHOP, "--policy", "both"),
                List.of(SHOP, "--role", "task"),
                List.of(SHOP, "--role", "neither", "--check", sound),
                List.of(SHOP, "--policy", "task", "--check", sound),
                List.of("-", "--check", "-"),
                List.of(SHOP, "--check", "nowhere.json"),
                List.of(SHOP, "--check", SHOP),
                List.of(SHOP, "--check", policyOf("{\"Statement\": [1]}", 1)),
                List.of(SHOP, "--check", policyOf("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"a:b\"}}", 2)),
                List.of(SHOP, "--check", policyOf("{\"Statement\": {\"Effect\": \"allow\", \"Action\": \"a:b\"}}", 3)),
                List.of(
                        SHOP,
                        "--check",
                        file(
                                folder,
                                "t.json",
                                run("", SHOP, "--policy", "task-trust").out())))) {
            Run run = run("", args.toArray(String[]::new));
            run.assertRefused("sidelight iam: ", args.toString());
        }
    }

    private String policyOf(String content, int number) throws IOException {
        return file(folder, "bad" + number + ".json", content);
    }

    @Test
    void damagedInputNeverEndsInAStackTrace() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String name : List.of("fargate.json", "template.yaml", "router.json", "volumes.json", "unfilled.json")) {
            String sound = Files.readString(FIXTURES.resolve(name));
            for (int i = 0; i < 200; i++) {
                String damaged = damaged(sound, random);
                Run run = run(damaged, "-", "--kms-key", KEY, "--exec");
                assertThat(run.code()).as("seed %d:%n%s", seed, damaged).isIn(0, 2);
                assertThat(run.err()).as("seed %d:%n%s", seed, damaged).doesNotContain("itself failed");
                assertThat(run.err().lines().count())
                        .as("seed %d:%n%s", seed, damaged)
                        .isLessThanOrEqualTo(1);
            }
        }
        String sound = derived("--kms-key", KEY);
        for (int i = 0; i < 200; i++) {
            String damaged = damaged(sound, random);
            Run run = run(damaged, SHOP, "--kms-key", KEY, "--check", "-");
            assertThat(run.code()).as("seed %d:%n%s", seed, damaged).isIn(0, 1, 2);
            assertThat(run.err()).as("seed %d:%n%s", seed, damaged).doesNotContain("itself failed");
        }
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 ->
                text.replaceFirst(
                        "(?s)(?<=.{" + at + "}): *(\"[^\"]*\"|true|[0-9]+)",
                        Matcher.quoteReplacement(": " + value(random)));
            default -> text.substring(0, at) + value(random) + text.substring(at);
        };
    }

    private static String value(Random random) {
        List<String> values = List.of(
                "null",
                "[]",
                "{}",
                "\"\"",
                "1",
                "\"arn:\"",
                "\"arn:aws:ssm:::\"",
                "\"${\"",
                "\"${}\"",
                "\"$1\\\\\"",
                "{\"Ref\": \"Logs\"}",
                "\"${Logs}${?}\"",
                "\"<a b>:x\"",
                "\uE000",
                "\uE001",
                "\"\uE000:\"",
                "*",
                "?");
        return values.get(random.nextInt(values.size()));
    }
}
