package dev.sidelight.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sidelight.emulator.http.Answer;
import dev.sidelight.emulator.http.Gate;
import dev.sidelight.emulator.http.Reply;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults in force, at most one for each path; safe for use by many threads. */
public final class Faults {
    private record InForce(Fault fault, Gate gate, Reshaping reshaping) {}

    private final Map<FaultPath, InForce> inForce = new EnumMap<>(FaultPath.class);

    public synchronized void set(FaultSetting setting) {
        InForce next = new InForce(setting.fault(), new Gate(), Reshaping.of(setting.fault()));
        setting.paths().forEach(path -> open(inForce.put(path, next)));
    }

    /** Ends all faults; what was stalled goes on. */
    public synchronized void clear() {
        inForce.values().forEach(Faults::open);
        inForce.clear();
    }

    public synchronized boolean refusing() {
        return inForce.values().stream().anyMatch(one -> one.fault() == Fault.REFUSE);
    }

    public synchronized Map<FaultPath, Fault> current() {
        Map<FaultPath, Fault> current = new EnumMap<>(FaultPath.class);
        inForce.forEach((path, one) -> current.put(path, one.fault()));
        return current;
    }

    /** The reply in place of a right answer; an answer that is not 200 passes with its own status. */
    public Reply reply(FaultPath path, String url, String unknown, Supplier<Optional<JsonNode>> right) {
        Optional<InForce> one = at(path);
        Answer answer = one.flatMap(now -> replacement(now.fault(), unknown))
                .orElseGet(() -> right.get()
                        .map(json -> Answer.json(
                                200,
                                one.map(now -> now.reshaping().of(url, json)).orElse(json)))
                        .orElseGet(() -> Answer.jsonString(404, unknown)));
        return one.map(now -> new Reply(answer, now.fault().delivery(), now.gate()))
                .orElseGet(() -> Reply.whole(answer));
    }

    private synchronized Optional<InForce> at(FaultPath path) {
        return Optional.ofNullable(inForce.get(path));
    }

    private static Optional<Answer> replacement(Fault fault, String unknown) {
        return switch (fault) {
            case NOT_FOUND -> Optional.of(Answer.jsonString(404, unknown));
            case TOO_MANY_REQUESTS ->
                Optional.of(new Answer(
                        429,
                        Map.of(
                                "Content-Type", "text/plain; charset=utf-8",
                                "X-Rate-Limit-Limit", "40.00",
                                "X-Rate-Limit-Duration", "1"),
                        "You have reached maximum request limit."));
            case SERVER_ERROR -> Optional.of(Answer.jsonString(500, "failed to get task metadata"));
            case SERVER_ERROR_EMPTY_OBJECT -> Optional.of(Answer.json(500, JsonNodeFactory.instance.objectNode()));
            case NOT_JSON ->
                Optional.of(new Answer(200, Map.of("Content-Type", "application/json"), "<html>upstream</html>"));
            case REFUSE,
                    EMPTY_REPLY,
                    TRUNCATED,
                    STALL,
                    STALL_BODY,
                    SLOW,
                    WRONG_TYPES,
                    FROZEN_READ,
                    FALLEN_COUNTERS,
                    CLOCK_BACK -> Optional.empty();
        };
    }

    private static void open(@Nullable InForce one) {
        if (one != null) {
            one.gate().open();
        }
    }
}
