package dev.sidelight.emulator.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code ip} command. */
final class Ip {
    private Ip() {}

    static String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (ip.waitFor() != 0) {
                throw new CommandFailed(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(String.join(" ", command) + ": interrupted");
        }
        return said;
    }

    static void tryRun(String... arguments) {
        try {
            run(arguments);
        } catch (IOException e) {
            // Taking away what may be gone already.
        }
    }
}
