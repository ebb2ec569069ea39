package dev.sidelight.agent.config;

import java.util.stream.Collectors;

/** The table of variables as text: for {@code --help}, and as {@code docs/configuration.md}. */
public final class ConfigurationText {

    private ConfigurationText() {}

    /** One paragraph a variable. */
    public static String help() {
        return Variable.ALL.stream()
                .map(variable ->
                        "  " + variable.name() + "\n      " + variable.meaning() + " Valid: " + variable.valid() + "."
                                + (variable.fallback().isEmpty() ? "" : " Default: " + variable.fallback() + "."))
                .collect(Collectors.joining("\n"));
    }

    /** The page of the documentation. */
    static String markdown() {
        String rows = Variable.ALL.stream()
                .map(variable -> "| `" + variable.name() + "` | "
                        + (variable.fallback().isEmpty() ? "" : "`" + variable.fallback() + "`") + " | "
                        + variable.valid() + " | " + variable.meaning() + " |")
                .collect(Collectors.joining("\n"));
        return """
                # Configuration

                Sidelight is configured by variables of its environment and by nothing else. On ECS they may come from
                `environment`, from a file named in `environmentFiles`, or from `secrets`; to Sidelight they are the same.

                | variable | default | valid | meaning |
                |---|---|---|---|
                %s

                - All faults are reported at once, each naming its variable, and the agent ends with exit code 2.
                - A variable that is empty or blank counts as not set.
                - In an environment file quotes are part of the value: write `SIDELIGHT_POLL_INTERVAL=5s`.
                - An unknown `SIDELIGHT_…` is a warning, in the log and in `/health`, with the nearest known name; it stops nothing.

                This page is made from the table in `Variable.java`; `mvn -pl agent -am test -Dgolden=write` writes it anew.
                """.formatted(rows);
    }
}
