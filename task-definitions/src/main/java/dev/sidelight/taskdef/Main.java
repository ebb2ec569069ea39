package dev.sidelight.taskdef;

import dev.sidelight.taskdef.command.CommandError;
import dev.sidelight.taskdef.iam.IamCommand;
import dev.sidelight.taskdef.lint.LintCommand;
import dev.sidelight.taskdef.sidecar.AddSidecarCommand;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on task definitions: {@code lint}, {@code add-sidecar} and {@code iam}. */
@Command(
        name = "sidelight",
        mixinStandardHelpOptions = true,
        description = "Judges and changes ECS task definitions, and derives what they need.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private static final int UNREADABLE = 2;

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(System.in, out, err, Main::isColoured, args);
        out.flush();
        System.exit(code);
    }

    /** Runs one command; answers its exit code. */
    static int run(InputStream in, PrintStream out, PrintStream err, BooleanSupplier colour, String... args) {
        return new CommandLine(new Main())
                .addSubcommand(new LintCommand(in, out, err, colour))
                .addSubcommand(new AddSidecarCommand(in, out, err))
                .addSubcommand(new IamCommand(in, out, err))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, _) -> {
                    CommandError.print(e);
                    return UNREADABLE;
                })
                .setExecutionExceptionHandler((e, _, _) -> {
                    err.println("sidelight itself failed; please report this: " + e);
                    return UNREADABLE;
                })
                .execute(args);
    }

    private static boolean isColoured() {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }
}
