package dev.sidelight.http;

/** A whole answer. */
public final class Response {

    private final int status;
    private final byte[] body;
    private final boolean delimited;

    Response(int status, byte[] body, boolean delimited) {
        this.status = status;
        this.body = body;
        this.delimited = delimited;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The body; not copied. */
    public byte[] body() {
        return body;
    }

    /** Whether the answer itself said where it ends, by its length or in chunks: of another one the end may be missing. */
    public boolean isDelimited() {
        return delimited;
    }
}
