package dev.sidelight.emulator.network;

/** Whether a live task has namespaces of its own. */
public enum NetworkChoice {
    /** Its own, or an error. */
    OWN,
    /** The host's interfaces. */
    HOST,
    /** Its own where that is possible, otherwise the host's, said once. */
    AUTO
}
