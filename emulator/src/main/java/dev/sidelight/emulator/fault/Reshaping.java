package dev.sidelight.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns a right answer into a wrong one; it may remember what it saw since its fault was set. */
@FunctionalInterface
interface Reshaping {
    JsonNode of(String path, JsonNode answer);

    static Reshaping of(Fault fault) {
        return switch (fault) {
            case WRONG_TYPES -> (path, answer) -> WrongTypes.of(answer);
            case CLOCK_BACK -> (path, answer) -> ClockBack.of(answer);
            case FALLEN_COUNTERS -> new FallenCounters();
            case FROZEN_READ -> frozen();
            case REFUSE,
                    NOT_FOUND,
                    TOO_MANY_REQUESTS,
                    SERVER_ERROR,
                    SERVER_ERROR_EMPTY_OBJECT,
                    EMPTY_REPLY,
                    TRUNCATED,
                    STALL,
                    STALL_BODY,
                    SLOW,
                    NOT_JSON -> (path, answer) -> answer;
        };
    }

    private static Reshaping frozen() {
        Map<String, JsonNode> first = new ConcurrentHashMap<>();
        return (path, answer) -> first.computeIfAbsent(path, p -> answer.deepCopy());
    }
}
