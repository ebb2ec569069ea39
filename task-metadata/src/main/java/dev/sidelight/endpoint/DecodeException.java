package dev.sidelight.endpoint;

/** An answer that is not what the endpoint promises; the message says in one line what was wrong and where. */
public final class DecodeException extends Exception {

    private static final long serialVersionUID = 1;

    DecodeException(String message) {
        super(message);
    }
}
