package dev.sidelight.emulator.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.fault.Fault;
import dev.sidelight.emulator.fault.FaultPath;
import dev.sidelight.emulator.fault.FaultSetting;
import dev.sidelight.emulator.http.Answer;
import dev.sidelight.emulator.http.Reply;
import dev.sidelight.emulator.http.Request;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sets faults and steps replays over HTTP: {@code PUT /fault/stall-body?path=stats}, {@code GET /fault},
 * {@code DELETE /fault}, {@code POST /step}.
 */
public record ControlRoutes(
        Consumer<FaultSetting> set, Runnable clear, Runnable step, Supplier<Map<FaultPath, Fault>> current) {
    private static final String FAULT = "/fault/";

    public Reply reply(Request request) {
        return Reply.whole(answer(request));
    }

    private Answer answer(Request request) {
        String path = request.path();
        return switch (request.method() + " " + (path.startsWith(FAULT) ? FAULT : path)) {
            case "GET /fault" -> Answer.json(200, faults());
            case "DELETE /fault" -> {
                clear.run();
                yield Answer.json(200, faults());
            }
            case "PUT " + FAULT -> set(path.substring(FAULT.length()), request.query());
            case "POST /step" -> {
                step.run();
                yield Answer.json(200, JsonNodeFactory.instance.objectNode());
            }
            default ->
                Answer.jsonString(
                        404, "valid are GET /fault, PUT /fault/NAME[?path=task|stats], DELETE /fault, POST /step");
        };
    }

    private Answer set(String name, Map<String, String> query) {
        try {
            String path = query.get("path");
            set.accept(new FaultSetting(Fault.of(name), path == null ? FaultPath.all() : Set.of(FaultPath.of(path))));
            return Answer.json(200, faults());
        } catch (IllegalArgumentException e) {
            return Answer.jsonString(400, String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode faults() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode now = answer.putObject("faults");
        current.get().forEach((path, fault) -> now.put(path.label(), fault.label()));
        ObjectNode known = answer.putObject("known");
        for (Fault fault : Fault.values()) {
            known.put(fault.label(), fault.description());
        }
        return answer;
    }
}
