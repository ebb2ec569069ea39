package dev.sidelight.emulator.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An environment file, line by line, as ECS reads it: {@code NAME=VALUE} up to the line's end, taken literally. Quotes
 * and blanks are part of name and value, nothing is escaped or interpolated, and {@code #} begins a comment only as the
 * first character of a line.
 */
public record EnvironmentFile(List<Line> lines) {
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    public EnvironmentFile {
        lines = List.copyOf(lines);
    }

    /** One line of the file, counted from 1. */
    public sealed interface Line {
        int number();
    }

    /** A line that sets a variable. */
    public record Variable(int number, String name, String value) implements Line {}

    /** A line that sets none. */
    public record Ignored(int number, Reason reason) implements Line {}

    /** Why a line sets no variable. */
    public enum Reason {
        BLANK,
        COMMENT,
        NO_EQUALS_SIGN,
        NO_NAME,
        /** The variable is not in the container at all. */
        NO_VALUE
    }

    public static EnvironmentFile of(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : LINE_END.splitAsStream(text).toList()) {
            number++;
            lines.add(line(number, line));
        }
        return new EnvironmentFile(lines);
    }

    /** The last line of a name wins within a file. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line instanceof Variable variable) {
                variables.put(variable.name(), variable.value());
            }
        }
        return variables;
    }

    /** The first file of a name wins among files. */
    public static Map<String, String> variables(List<EnvironmentFile> files) {
        Map<String, String> variables = new LinkedHashMap<>();
        files.forEach(file -> file.variables().forEach(variables::putIfAbsent));
        return variables;
    }

    private static Line line(int number, String line) {
        int equals = line.indexOf('=');
        if (line.startsWith("#")) {
            return new Ignored(number, Reason.COMMENT);
        }
        if (equals < 0) {
            return new Ignored(number, line.isBlank() ? Reason.BLANK : Reason.NO_EQUALS_SIGN);
        }
        String value = line.substring(equals + 1);
        if (equals == 0 || value.isEmpty()) {
            return new Ignored(number, equals == 0 ? Reason.NO_NAME : Reason.NO_VALUE);
        }
        return new Variable(number, line.substring(0, equals), value);
    }
}
