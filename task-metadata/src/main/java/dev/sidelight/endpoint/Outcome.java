package dev.sidelight.endpoint;

import java.util.Locale;

/** How one exchange with the endpoint ended. */
public enum Outcome {
    SUCCESS,
    /** No whole answer within the deadline. */
    TIMEOUT,
    /** No connection. */
    REFUSED,
    /** 429: too many requests for the agent's limit. */
    THROTTLED,
    /** Another 4xx, or a redirect, which is not followed. */
    CLIENT_ERROR,
    /** 5xx. */
    SERVER_ERROR,
    /** 200 with something else than the promised document, or with too much of it. */
    MALFORMED,
    /** The connection ended before the answer did. */
    DISCONNECTED;

    /** The outcome as a label's value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
