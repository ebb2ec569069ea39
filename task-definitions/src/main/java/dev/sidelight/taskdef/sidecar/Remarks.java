package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Definition;
import java.util.ArrayList;
import java.util.List;

/** What there is to say: why something cannot be added, and what the user should know of what was. */
final class Remarks {

    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void problem(Definition definition, String text) {
        add(problems, definition.name() + ": " + text);
    }

    void problem(String text) {
        add(problems, text);
    }

    void note(Definition definition, String text) {
        add(notes, definition.name() + ": " + text);
    }

    private static void add(List<String> lines, String line) {
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
