package dev.sidelight.taskdef.command;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.Sources;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file that a command is given, and the definitions in it that are meant; all that is wrong with it names the file. */
public final class CommandInput {

    private static final String STANDARD = "-";

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A task definition as register-task-definition takes it or describe-task-definition answers it, "
                            + "or a CloudFormation template (JSON or YAML); - is standard input.")
    private String file = "";

    @Option(
            names = "--definition",
            paramLabel = "NAME",
            description = "Only this definition of several: the logical id in a template; default all.")
    private String name = "";

    private final InputStream in;

    public CommandInput(InputStream in) {
        this.in = in;
    }

    public String file() {
        return file;
    }

    public boolean isStandard() {
        return file.equals(STANDARD);
    }

    /** The document, with at least one definition in it. */
    public Document document() throws Unreadable {
        Document document = read(file);
        if (document.definitions().isEmpty()) {
            throw unreadable("there is no task definition in it");
        }
        return document;
    }

    /** Any other document that the command is given. */
    public Document read(String source) throws Unreadable {
        try {
            return Document.read(source, new Sources(in).read(new Sources.Source(source, true)));
        } catch (Unreadable e) {
            throw unreadable(source, e.problem());
        }
    }

    /** The positions of the definitions that are meant. */
    public List<Integer> meant(Document document) throws Unreadable {
        List<Definition> all = document.definitions();
        List<Integer> meant = IntStream.range(0, all.size())
                .filter(i -> name.isEmpty() || all.get(i).name().equals(name))
                .boxed()
                .toList();
        if (meant.isEmpty()) {
            throw unreadable("there is no definition " + name + "; there are " + names(document));
        }
        return meant;
    }

    public static String names(Document document) {
        return document.definitions().stream().map(Definition::name).collect(Collectors.joining(", "));
    }

    /** Something that is wrong with the file. */
    public Unreadable unreadable(String problem) {
        return unreadable(file, problem);
    }

    public static Unreadable unreadable(String source, String problem) {
        return new Unreadable((source.equals(STANDARD) ? "standard input" : source) + ": " + problem);
    }
}
