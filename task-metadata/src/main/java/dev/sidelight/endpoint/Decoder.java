package dev.sidelight.endpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.json.JsonText;
import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes the answers of the task metadata endpoint v4. Tolerant of what may be missing or new; an answer that is not
 * the promised object at all is a {@link DecodeException}, and it throws nothing else.
 */
public final class Decoder {

    private static final int QUOTED_BYTES = 120;

    /** Decodes the body of {@code /task} or {@code /taskWithTags}. */
    public Task task(byte[] body) throws DecodeException {
        JsonNode root = object(body);
        if (!root.path("TaskARN").isTextual()) {
            throw new DecodeException("no TaskARN in the answer: " + excerpt(body));
        }
        JsonNode containers = root.path("Containers");
        if (!containers.isArray() && !containers.isMissingNode() && !containers.isNull()) {
            throw new DecodeException("Containers is not a list in the answer: " + excerpt(body));
        }
        return TaskReader.task(new Json(root));
    }

    /** Decodes the body of {@code /task/stats}, by {@code DockerId}. */
    public Map<String, StatsEntry> stats(byte[] body) throws DecodeException {
        return Json.map(object(body), node -> Optional.of(StatsReader.entry(node)));
    }

    /** What the body of an error says: a JSON string's content, or the start of the text. */
    public String errorText(byte[] body) {
        try {
            JsonNode root = JsonText.read(body);
            return root.isTextual() ? excerpt(root.textValue().getBytes(StandardCharsets.UTF_8)) : excerpt(body);
        } catch (IOException e) {
            return excerpt(body);
        }
    }

    private JsonNode object(byte[] body) throws DecodeException {
        JsonNode root;
        try {
            root = JsonText.read(body);
        } catch (JacksonException e) {
            throw new DecodeException("not JSON: " + e.getOriginalMessage() + ", in: " + excerpt(body));
        } catch (IOException e) {
            throw new DecodeException("not readable as JSON: " + e.getMessage());
        }
        if (!root.isObject()) {
            throw new DecodeException("not a JSON object: " + excerpt(body));
        }
        return root;
    }

    private static String excerpt(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, QUOTED_BYTES), StandardCharsets.UTF_8);
        String line = start.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "an empty body" : body.length > QUOTED_BYTES ? line + "…" : line;
    }
}
