package dev.sidelight.emulator.environment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** The member of a secret that is a JSON object. */
final class SecretJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What Go says after the character that it names, by what Jackson says; the character is one of the secret's, so
     * that an asterisk stands for it here.
     */
    private static final Map<String, String> COMPLAINTS = Map.of(
            "Unrecognized character escape", "in string escape code",
            "Illegal unquoted character", "in string literal",
            "double-quote to start field name", "looking for beginning of object key string",
            "colon to separate field name", "after object key",
            "comma to separate Object", "after object key:value pair",
            "comma to separate Array", "after array element");

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
        try (JsonParser parser = MAPPER.createParser(secret)) {
            if (parser.nextToken() == null) {
                throw notJson("unexpected end of JSON input");
            }
            JsonNode document = MAPPER.readTree(parser);
            if (goesOn(parser)) {
                throw notJson("invalid character '*' after top-level value");
            }
            return document;
        } catch (JsonEOFException e) {
            throw notJson("unexpected end of JSON input");
        } catch (JsonProcessingException e) {
            throw notJson("invalid character '*' " + complaint(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never of a text in memory
        }
    }

    private static boolean goesOn(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private static String complaint(String jackson) {
        return COMPLAINTS.entrySet().stream()
                .filter(entry -> jackson.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("looking for beginning of value");
    }

    private static SecretUnavailable notJson(String said) {
        return new SecretUnavailable(new SecretFault.NotJson(said));
    }
}
