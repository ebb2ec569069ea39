package dev.sidelight.health.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong, each with its JSON pointer. */
final class Faults {

    private static final int MOST_SHOWN = 60;

    private final List<String> lines = new ArrayList<>();

    void add(String pointer, String fault) {
        lines.add((pointer.isEmpty() ? "the policy" : pointer) + " " + fault);
    }

    /** A value of the wrong kind. */
    void wrong(String pointer, JsonNode node, String right) {
        String value = node.toString();
        String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "…" : value;
        add(pointer, "is " + shown + ": it must be " + right);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The pointer to a member, escaped as RFC 6901 asks. */
    static String member(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
