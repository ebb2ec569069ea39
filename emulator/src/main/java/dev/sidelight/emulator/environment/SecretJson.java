package dev.sidelight.emulator.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** The member of a secret that is a JSON object. */
final class SecretJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SecretJson() {}

    static String member(String secret, String key) throws SecretUnavailable {
        JsonNode document = document(secret);
        if (!document.isObject() && !document.isNull()) {
            throw notJson(
                    "json: cannot unmarshal " + document.getNodeType().name().toLowerCase(Locale.ROOT)
                            + " into Go value of type map[string]interface {}");
        }
        if (!document.has(key)) {
            throw new SecretUnavailable(new SecretFault.NoKey(key));
        }
        return GoText.of(document.path(key));
    }

    private static JsonNode document(String secret) throws SecretUnavailable {
        try {
            JsonNode document = MAPPER.readTree(secret);
            if (document.isMissingNode()) {
                throw notJson("unexpected end of JSON input");
            }
            return document;
        } catch (JsonEOFException e) {
            throw notJson("unexpected end of JSON input");
        } catch (JsonProcessingException e) {
            // ECS names the character, which is one of the secret's
            throw notJson("invalid character '*' looking for beginning of "
                    + (secret.strip().startsWith("{") ? "object key string" : "value"));
        }
    }

    private static SecretUnavailable notJson(String said) {
        return new SecretUnavailable(new SecretFault.NotJson(said));
    }
}
