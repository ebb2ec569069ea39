package dev.sidelight.emulator.program;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Our own programs, by the image that stands for each in a task definition. */
public enum Program {
    WEB("sidelight/demo-web", "48m", "Web"),
    WORKER("sidelight/demo-worker", "32m", "Worker"),
    IDLE("sidelight/demo-idle", "32m", "Idle"),
    LOAD("sidelight/demo-load", "64m", "Load");

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private final String image;
    private final String heap;
    private final String type;

    Program(String image, String heap, String type) {
        this.image = image;
        this.heap = heap;
        this.type = type;
    }

    public String image() {
        return image;
    }

    /** Of an image's name without its tag. */
    public static Optional<Program> of(String image) {
        String name = image.indexOf(':') < 0 ? image : image.substring(0, image.indexOf(':'));
        return Arrays.stream(values())
                .filter(program -> program.image.equals(name))
                .findFirst();
    }

    /** Starts it with this JVM's java and class path. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + heap,
                "-XX:MaxDirectMemorySize=2g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                Program.class.getPackageName() + "." + type));
        command.addAll(arguments);
        return command;
    }

    /** The java that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Absolute, for a container has a working directory of its own. */
    private static String classPath() {
        return SEPARATOR
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
