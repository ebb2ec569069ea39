package dev.sidelight.emulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes replies to a connection, broken where their delivery says so. */
final class ReplyWriter {
    private static final int DRIBBLES = 200;
    private static final Duration BETWEEN_DRIBBLES = Duration.ofMillis(200);
    private final OutputStream out;

    ReplyWriter(OutputStream out) {
        this.out = out;
    }

    /** True when the connection can carry another request. */
    boolean write(Reply reply, boolean keepAlive) throws IOException, InterruptedException {
        byte[] head = reply.answer().head(keepAlive);
        byte[] body = reply.answer().bodyBytes();
        switch (reply.delivery()) {
            case WHOLE -> send(head, body, 0, body.length);
            case NOTHING -> {
                return false;
            }
            case HALF -> {
                send(head, body, 0, body.length / 2);
                return false;
            }
            case STALLED -> {
                reply.gate().await();
                send(head, body, 0, body.length);
            }
            case STALLED_INSIDE -> {
                send(head, body, 0, body.length / 2);
                reply.gate().await();
                send(new byte[0], body, body.length / 2, body.length);
            }
            case DRIBBLED -> dribble(reply.gate(), head, body);
        }
        return keepAlive;
    }

    private void dribble(Gate gate, byte[] head, byte[] body) throws IOException, InterruptedException {
        send(head, body, 0, 0);
        int piece = Math.max(1, body.length / DRIBBLES);
        int sent = 0;
        while (sent < body.length) {
            int end = gate.await(BETWEEN_DRIBBLES) ? body.length : Math.min(body.length, sent + piece);
            send(new byte[0], body, sent, end);
            sent = end;
        }
    }

    private void send(byte[] head, byte[] body, int from, int to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length + to - from);
        bytes.writeBytes(head);
        bytes.write(body, from, to - from);
        bytes.writeTo(out);
        out.flush();
    }
}
