package dev.sidelight.emulator.http;

/** How an answer goes over the wire. */
public enum Delivery {
    WHOLE,
    /** The connection is closed without a byte. */
    NOTHING,
    /** Half the body that Content-Length promises, then the connection is closed. */
    HALF,
    /** Nothing until the gate opens. */
    STALLED,
    /** Half the body, and the rest when the gate opens. */
    STALLED_INSIDE,
    /** The body in dribbles until the gate opens. */
    DRIBBLED
}
