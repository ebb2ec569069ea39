package dev.sidelight.probe;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What came of a question.
 *
 * @param passes whether the exit code is 0
 * @param word {@code healthy}, {@code unhealthy} or {@code unknown}
 */
record Result(boolean passes, String word, String reason) {

    /** What ECS keeps of a health check's output. */
    private static final int MOST_BYTES = 1024;

    static Result healthy(String reason) {
        return new Result(true, "healthy", reason);
    }

    static Result unhealthy(String reason) {
        return new Result(false, "unhealthy", reason);
    }

    /** The question could not be answered. */
    static Result unanswered(Question question, String reason) {
        return question.failsOpen() ? new Result(true, "unknown", reason) : unhealthy(reason);
    }

    /** A question that can never be answered; said as that, since it is a mistake of the caller's and no sickness. */
    static Result wrongCall(String reason) {
        return new Result(false, "unknown", "health-probe was called wrongly: " + reason);
    }

    /** The one line that is printed, its end included, within what ECS keeps. */
    byte[] line(boolean json) {
        String text = plain(reason);
        if (!json) {
            boolean called = text.startsWith("health-probe ");
            return bytes((called ? "" : word + ": ") + text, "");
        }
        return bytes("{\"healthy\":" + passes + ",\"verdict\":\"" + word + "\",\"reason\":\"" + escaped(text), "\"}");
    }

    /** As much of {@code text} as fits before {@code end}; no character and no escape is cut in two. */
    private static byte[] bytes(String text, String end) {
        ByteBuffer line = ByteBuffer.allocate(MOST_BYTES);
        line.limit(MOST_BYTES - end.length() - 1);
        // The encoder stops before a character that does not fit whole.
        CharBuffer chars = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(chars, line, true);
        if (chars.hasRemaining() && !end.isEmpty() && endsInEscape(text, chars.position())) {
            line.position(line.position() - 1);
        }
        line.limit(MOST_BYTES);
        line.put((end + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] bytes = new byte[line.position()];
        line.flip().get(bytes);
        return bytes;
    }

    /** Whether what comes before {@code position} ends with the first half of an escape. */
    private static boolean endsInEscape(String text, int position) {
        int backslashes = 0;
        while (backslashes < position && text.charAt(position - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(Character.isISOControl(c) ? ' ' : c);
        }
        return plain.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
