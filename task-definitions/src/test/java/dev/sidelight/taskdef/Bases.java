package dev.sidelight.taskdef;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Sound definitions that examples change, and tables of examples. */
public final class Bases {

    private Bases() {}

    /** A base with changes, as text. */
    public static String with(String base, String changes) {
        Map<?, ?> all = (Map<?, ?>) Objects.requireNonNull(Tree.read(resource("bases.json")));
        return Tree.write(Tree.changed(Objects.requireNonNull(all.get(base), base), changes));
    }

    /** The lines of a table, in cells. */
    public static List<List<String>> table(String name) {
        return resource(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Stream.of(line.split("\\s\\|(?:\\s|$)", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Bases.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
