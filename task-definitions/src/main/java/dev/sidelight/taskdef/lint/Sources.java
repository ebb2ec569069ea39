package dev.sidelight.taskdef.lint;

import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** The files that arguments name: files, folders, globs, and {@code -} for standard input. */
public final class Sources {

    private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml", ".template", ".env");
    private static final Set<String> PASSED_OVER = Set.of("node_modules", "target", "build", "dist");

    private final InputStream standardInput;

    public Sources(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * Something to read.
     *
     * @param named whether it was named itself, rather than met in a folder
     */
    public record Source(String name, boolean named) {}

    /** What there is to read, each once; an argument that means nothing stays, to be complained of when it is read. */
    List<Source> expand(List<String> arguments) {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (String argument : arguments) {
            for (Source source : expand(argument)) {
                sources.merge(source.name(), source, (one, other) -> one.named() ? one : other);
            }
        }
        return List.copyOf(sources.values());
    }

    private static List<Source> expand(String argument) {
        try {
            if (argument.equals("-") || Files.isRegularFile(Path.of(argument))) {
                return List.of(new Source(argument, true));
            }
            if (Files.isDirectory(Path.of(argument))) {
                return found(Path.of(argument), Sources::hasEnding);
            }
            List<Source> matching = matching(argument);
            return matching.isEmpty() ? List.of(new Source(argument, true)) : matching;
        } catch (InvalidPathException | PatternSyntaxException | IOException _) {
            return List.of(new Source(argument, true));
        }
    }

    private static List<Source> matching(String glob) throws IOException {
        int wild = indexOfWildcard(glob);
        if (wild < 0) {
            return List.of();
        }
        int slash = glob.lastIndexOf('/', wild);
        Path root = Path.of(slash < 0 ? "" : slash == 0 ? "/" : glob.substring(0, slash));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        return Files.isDirectory(root) ? found(root, matcher::matches) : List.of();
    }

    private static int indexOfWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<Source> found(Path root, Predicate<Path> wanted) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                boolean passedOver = !folder.equals(root)
                        && (PASSED_OVER.contains(name) || (name.startsWith(".") && name.length() > 1));
                return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && wanted.test(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.naturalOrder());
        return files.stream().map(file -> new Source(file.toString(), false)).toList();
    }

    private static boolean hasEnding(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The content of a file; that of too large a one only in part. */
    public byte[] read(Source source) throws Unreadable {
        try {
            if (source.name().equals("-")) {
                return standardInput.readNBytes(Document.MOST_BYTES + 1);
            }
            Path file = Path.of(source.name());
            if (!Files.exists(file)) {
                throw new Unreadable("there is no such file");
            }
            if (!Files.isRegularFile(file)) {
                throw new Unreadable("not a file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(Document.MOST_BYTES + 1);
            }
        } catch (InvalidPathException _) {
            throw new Unreadable("no name of a file");
        } catch (IOException e) {
            throw new Unreadable("cannot be read: " + e.getMessage());
        }
    }
}
