package dev.sidelight.http;

import java.io.IOException;

/** An answer that is not HTTP/1, or is larger than allowed; the message says which. */
public final class Malformed extends IOException {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message);
    }
}
