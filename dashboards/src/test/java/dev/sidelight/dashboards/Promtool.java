package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The real promtool, where there is one. */
final class Promtool {

    private Promtool() {}

    /** What it says, errors included; fails unless it ends well, and leaves the test out where it is not installed. */
    static String say(String... arguments) throws IOException, InterruptedException {
        return run(new ProcessBuilder().redirectErrorStream(true), arguments);
    }

    /** The same without its log, which it writes in the midst of an answer. */
    static String answer(String... arguments) throws IOException, InterruptedException {
        return run(new ProcessBuilder().redirectError(Redirect.DISCARD), arguments);
    }

    private static String run(ProcessBuilder builder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = builder.command(command).start();
        } catch (IOException _) {
            Skipping.skip("what needs promtool (Debian: apt-get install prometheus)");
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        return said;
    }
}
