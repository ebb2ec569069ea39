package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.command.CommandInput;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidelight add-sidecar}. */
@Command(
        name = "add-sidecar",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Adds Sidelight's container to a task definition, or brings it up to date, and prints the whole.",
        footer = {
            "",
            "Exit codes: 0 done, 1 it cannot be added (all reasons are named), 2 the file could not be read, or wrong use."
        })
public final class AddSidecarCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int UNREADABLE = 2;
    private static final String MARK = "\uFEFF";

    @Mixin
    private final CommandInput input;

    @Option(names = "--image", paramLabel = "IMAGE", required = true, description = "Sidelight's image.")
    private String image = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; default 9779, or the next that is free.")
    private @Nullable Integer port;

    @Option(
            names = "--cloudwatch",
            negatable = true,
            description = "Publishes to CloudWatch, for which the task role needs cloudwatch:PutMetricData.")
    private @Nullable Boolean cloudwatch;

    @Option(
            names = "--gate",
            paramLabel = "CONTAINER",
            description = "Lets Sidelight's verdict decide the health check of this container; may be given again.")
    private List<String> gates = new ArrayList<>();

    @Option(names = "--in-place", description = "Writes the file instead of printing it.")
    private boolean inPlace;

    private final PrintStream out;
    private final PrintStream err;

    public AddSidecarCommand(InputStream in, PrintStream out, PrintStream err) {
        this.input = new CommandInput(in);
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            if (inPlace && input.isStandard()) {
                throw new Unreadable("standard input cannot be written in place");
            }
            Document document = input.document();
            return add(document, input.meant(document));
        } catch (Unreadable e) {
            say(e.problem());
            return UNREADABLE;
        }
    }

    private int add(Document document, List<Integer> chosen) throws Unreadable {
        Request request = new Request(
                version(),
                image,
                Optional.ofNullable(cloudwatch),
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                gates);
        Addition.Outcome outcome = Addition.to(document, chosen, request);
        outcome.problems().forEach(this::say);
        if (!outcome.problems().isEmpty()) {
            return REFUSED;
        }
        deliver(document, outcome.text());
        outcome.notes().forEach(this::say);
        return DONE;
    }

    private void deliver(Document document, String text) throws Unreadable {
        String whole = (document.marked() ? MARK : "") + text;
        if (!inPlace) {
            out.print(whole);
            out.flush();
        } else if (!text.equals(document.text())) {
            write(whole);
        }
    }

    /** Puts the new content beside the file and moves it there, so that no one ever reads half of it. */
    private void write(String text) throws Unreadable {
        try {
            Path path = Path.of(input.file()).toRealPath();
            if (!Files.isWritable(path)) {
                throw input.unreadable("cannot be written");
            }
            Path beside = path.resolveSibling(
                    "." + path.getFileName() + "." + ProcessHandle.current().pid());
            try {
                // A copy first, for its permissions.
                Files.copy(path, beside, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
                Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw input.unreadable("cannot be written: " + e.getMessage());
        }
    }

    private void say(String line) {
        err.println("sidelight add-sidecar: " + line);
    }

    private static String version() {
        String version = AddSidecarCommand.class.getPackage().getImplementationVersion();
        return version == null ? "0.0.0" : version;
    }
}
