package dev.sidelight.probe;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an HTTP answer as the probe needs: its status, and the {@code reason} that the agent gives in its JSON.
 *
 * @param reason empty when there is none
 */
record Reply(int status, String reason) {

    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: [^\\r\\n]*)?\\r\\n(.*?\\r\\n)?\\r\\n", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("(?mi)^content-length:[ \\t]*(\\d{1,9})[ \\t]*\\r?$");
    private static final Pattern REASON = Pattern.compile("\"reason\":\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

    /** Reads an answer that ended with the connection; of one that was cut short nothing is believed. */
    static Reply of(byte[] answer, int length) throws NotHttp {
        if (length == 0) {
            throw new NotHttp("an empty answer");
        }
        // One character a byte, so that positions are lengths.
        Matcher head = HEAD.matcher(new String(answer, 0, length, StandardCharsets.ISO_8859_1));
        if (!head.lookingAt()) {
            throw new NotHttp("an answer that is not HTTP, or only the start of one");
        }
        Matcher contentLength = LENGTH.matcher(head.group());
        if (contentLength.find() && length - head.end() < Integer.parseInt(contentLength.group(1))) {
            throw new NotHttp("only the start of an answer");
        }
        String body = new String(answer, head.end(), length - head.end(), StandardCharsets.UTF_8);
        Matcher reason = REASON.matcher(body);
        return new Reply(Integer.parseInt(head.group(1)), reason.find() ? unescaped(reason.group(1)) : "");
    }

    /** The text of a JSON string. */
    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                text.append(json.charAt(i));
                continue;
            }
            char escape = json.charAt(++i);
            if (escape == 'u' && json.substring(i + 1).matches("(?s)[0-9a-fA-F]{4}.*")) {
                text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append("bfnrt".indexOf(escape) >= 0 ? ' ' : escape);
            }
        }
        return text.toString();
    }

    /** An answer that no HTTP server gives. */
    static final class NotHttp extends Exception {

        private static final long serialVersionUID = 1;

        NotHttp(String message) {
            super(message);
        }
    }
}
