package dev.sidelight.taskdef.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the use of a command, in a line. */
public final class CommandError {

    private CommandError() {}

    /** Prints the line; the exit code is the caller's. */
    public static void print(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        List<String> meant =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.<String>of();
        String problem = String.valueOf(e.getMessage())
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        command.getErr()
                .println(name + ": " + problem
                        + (meant.isEmpty() ? "" : "; perhaps " + String.join(" or ", meant) + " is meant") + " (" + name
                        + " --help)");
    }
}
