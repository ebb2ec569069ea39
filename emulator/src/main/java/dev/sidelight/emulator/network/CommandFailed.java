package dev.sidelight.emulator.network;

import java.io.IOException;

/** A command of the system that ended with an error, with what it said. */
final class CommandFailed extends IOException {
    private static final long serialVersionUID = 1;

    CommandFailed(String message) {
        super(message);
    }
}
