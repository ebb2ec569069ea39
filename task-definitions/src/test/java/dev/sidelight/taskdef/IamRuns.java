package dev.sidelight.taskdef;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs of {@code iam} on its fixtures, and policies for it to check. */
final class IamRuns {

    static final Path FIXTURES = Path.of("src/test/resources/dev/sidelight/taskdef/iam");
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String SHOP = fixture("fargate.json");

    private IamRuns() {}

    static Run run(String input, String... args) {
        return Run.of(input, with(new String[] {"iam"}, args));
    }

    static String[] with(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    static String fixture(String name) {
        return FIXTURES.resolve(name).toString();
    }

    /** The execution role's policy of the shop. */
    static String derived(String... args) {
        return run("", with(new String[] {SHOP, "--policy", "execution"}, args)).out();
    }

    static String file(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    /** A file with a policy of these statements. */
    static String policy(Path folder, String... statements) throws IOException {
        return file(
                folder,
                "policy.json",
                "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}");
    }

    static String allow(String actions, String resources) {
        return "{\"Effect\": \"Allow\", \"Action\": " + actions + ", \"Resource\": " + resources + "}";
    }
}
