package dev.sidelight.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The {@code health-probe} command. */
public final class Main {

    private Main() {}

    /** Prints one line and exits with 0 when healthy, else 1. */
    public static void main(String[] args) {
        List<String> given = List.of(args);
        if (given.equals(List.of("--help")) || given.equals(List.of("--version"))) {
            print((given.contains("--help") ? Arguments.HELP : "health-probe " + version()) + "\n");
            return;
        }
        Verdict verdict;
        try {
            verdict = Probe.ask(Arguments.from(given, System.getenv()));
        } catch (Arguments.BadArgument e) {
            verdict = Verdict.unhealthy("health-probe was called wrongly: " + e.getMessage());
        }
        System.out.write(verdict.line(), 0, verdict.line().length);
        System.out.flush();
        System.exit(verdict.healthy() ? 0 : 1);
    }

    private static void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
