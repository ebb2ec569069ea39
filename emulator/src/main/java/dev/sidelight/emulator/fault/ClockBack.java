package dev.sidelight.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stats whose clock was set back. */
final class ClockBack {
    private static final Duration BACK = Duration.ofHours(1);
    private static final List<String> TIMES = List.of("read", "preread");
    private static final Instant NO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private ClockBack() {}

    static JsonNode of(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        for (String key : TIMES) {
            copy.findParents(key).forEach(parent -> setBack((ObjectNode) parent, key));
        }
        return copy;
    }

    private static void setBack(ObjectNode stats, String key) {
        Instant time = Instant.parse(stats.path(key).asText());
        if (time.isAfter(NO_TIME)) {
            stats.put(key, time.minus(BACK).toString());
        }
    }
}
