package dev.sidelight.probe;

import java.nio.charset.StandardCharsets;

/**
 * As much of an HTTP answer as the probe needs: its status, and the {@code reason} that the agent gives in its JSON.
 *
 * @param reason empty when there is none
 */
record Reply(int status, String reason) {

    private static final String REASON = "\"reason\":\"";

    /** Reads an answer that ended with the connection. */
    static Reply of(byte[] answer, int length) throws NotHttp {
        String text = new String(answer, 0, length, StandardCharsets.UTF_8);
        if (length == 0) {
            throw new NotHttp("an empty answer");
        }
        if (!text.startsWith("HTTP/1.") || text.length() < "HTTP/1.1 200".length()) {
            throw new NotHttp("an answer that is not HTTP");
        }
        try {
            return new Reply(
                    Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())), reason(text));
        } catch (NumberFormatException e) {
            throw new NotHttp("an answer without a status");
        }
    }

    private static String reason(String text) {
        int start = text.indexOf(REASON);
        if (start < 0) {
            return "";
        }
        StringBuilder reason = new StringBuilder();
        for (int i = start + REASON.length(); i < text.length() && text.charAt(i) != '"'; i++) {
            char c = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(++i) : text.charAt(i);
            reason.append(c < ' ' ? ' ' : c);
        }
        return reason.toString();
    }

    /** An answer that no HTTP server gives. */
    static final class NotHttp extends Exception {

        private static final long serialVersionUID = 1;

        NotHttp(String message) {
            super(message);
        }
    }
}
