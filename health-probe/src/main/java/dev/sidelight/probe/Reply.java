package dev.sidelight.probe;

import java.nio.charset.StandardCharsets;

/**
 * As much of the agent's answer as the probe needs. Read by hand: a check that runs every few seconds should not pay for a
 * JSON library.
 *
 * @param verdict the agent's word; empty where there is none
 * @param reason the agent's reason; empty where there is none
 * @param namesContainers whether it lists the containers there are
 */
record Reply(int status, String verdict, String reason, boolean namesContainers) {

    /** Reads an answer's body, whatever it is. */
    static Reply of(int status, byte[] body) {
        String json = new String(body, StandardCharsets.UTF_8);
        return new Reply(status, member(json, "verdict"), member(json, "reason"), json.contains("\"containers\":["));
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
}
