package dev.sidelight.probe;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** What the probe found, and why. */
record Verdict(boolean healthy, String why) {

    /** What ECS keeps of a health check's output. */
    private static final int MOST_BYTES = 1024;

    static Verdict unhealthy(String why) {
        return new Verdict(false, why);
    }

    /** The one line that is printed, its end included, within what ECS keeps. */
    byte[] line() {
        String text = ((healthy ? "healthy: " : "unhealthy: ") + why)
                .replace('\n', ' ')
                .replace('\r', ' ');
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES - 1);
        // The encoder stops before a character that does not fit whole.
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), bytes, true);
        byte[] line = new byte[bytes.position() + 1];
        bytes.flip().get(line, 0, line.length - 1);
        line[line.length - 1] = '\n';
        return line;
    }
}
