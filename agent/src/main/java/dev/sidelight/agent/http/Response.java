package dev.sidelight.agent.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.json.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A whole answer, made before any of it is sent.
 *
 * @param headers besides {@code Content-Type} and {@code Content-Length}
 * @param body read-only; many requests may share it
 */
record Response(int status, String contentType, Map<String, String> headers, ByteBuffer body) {

    Response {
        headers = Map.copyOf(headers);
        body = body.asReadOnlyBuffer();
    }

    static Response text(int status, String text) {
        return new Response(status, "text/plain; charset=utf-8", Map.of(), bytes((text + "\n")));
    }

    static Response html(String html) {
        return new Response(200, "text/html; charset=utf-8", Map.of(), bytes(html));
    }

    static Response json(int status, JsonNode json) {
        return new Response(
                status, "application/json", Map.of("Cache-Control", "no-store"), bytes(JsonText.write(json) + "\n"));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
