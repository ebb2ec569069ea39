package dev.sidelight.probe;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * As much of an HTTP answer as the probe needs. Read by hand: a check that runs every few seconds should not pay for a
 * JSON library.
 *
 * @param verdict the agent's word; empty where there is none
 * @param reason the agent's reason; empty where there is none
 * @param namesContainers whether it lists the containers there are
 */
record Reply(int status, String verdict, String reason, boolean namesContainers) {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_AT + 3;

    /** Reads an answer that ended with the connection; of one that was cut short nothing is believed. */
    static Reply of(byte[] answer, int length) throws NotHttp {
        if (length == 0) {
            throw new NotHttp("an empty answer");
        }
        // One character a byte, so that positions are lengths.
        String text = new String(answer, 0, length, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < STATUS_END || !text.startsWith("HTTP/1.") || text.charAt(STATUS_AT - 1) != ' ') {
            throw new NotHttp("an answer that is not HTTP, or only the start of one");
        }
        int body = head + "\r\n\r\n".length();
        if (length - body < contentLength(text.substring(0, head + 2).toLowerCase(Locale.ROOT))) {
            throw new NotHttp("only the start of an answer");
        }
        String json = new String(answer, body, length - body, StandardCharsets.UTF_8);
        return new Reply(
                status(text), member(json, "verdict"), member(json, "reason"), json.contains("\"containers\":["));
    }

    private static int status(String text) throws NotHttp {
        char after = text.charAt(STATUS_END);
        if (after != ' ' && after != '\r') {
            throw new NotHttp("an answer without a status");
        }
        return number(text.substring(STATUS_AT, STATUS_END));
    }

    private static int contentLength(String head) throws NotHttp {
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            throw new NotHttp("an answer that does not say its length");
        }
        return number(
                head.substring(at + LENGTH.length(), head.indexOf('\r', at + 2)).strip());
    }

    private static int number(String digits) throws NotHttp {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw new NotHttp("an answer with the number \"" + digits + "\"");
        }
    }

    /** The text of the first member of this name, unescaped. */
    private static String member(String json, String name) {
        String begin = "\"" + name + "\":\"";
        int start = json.indexOf(begin);
        StringBuilder text = new StringBuilder();
        for (int i = start + begin.length(); start >= 0 && i < json.length() && json.charAt(i) != '"'; i++) {
            if (json.charAt(i) != '\\' || i + 1 == json.length()) {
                text.append(json.charAt(i));
            } else if (json.charAt(++i) == 'u' && isHex(json, i + 1)) {
                text.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append("bfnrt".indexOf(json.charAt(i)) >= 0 ? ' ' : json.charAt(i));
            }
        }
        return text.toString();
    }

    private static boolean isHex(String json, int from) {
        for (int i = from; i < from + 4; i++) {
            if (i >= json.length() || Character.digit(json.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** An answer that no HTTP server gives. */
    static final class NotHttp extends Exception {

        private static final long serialVersionUID = 1;

        NotHttp(String message) {
            super(message);
        }
    }
}
