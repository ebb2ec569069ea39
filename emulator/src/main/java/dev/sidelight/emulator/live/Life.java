package dev.sidelight.emulator.live;

import java.time.Instant;

/** Where a container is in its life; it goes through these in order. */
sealed interface Life {
    String knownStatus();

    /** How often its restart policy has started it again. */
    default int restarts() {
        return 0;
    }

    record Pending() implements Life {
        @Override
        public String knownStatus() {
            return "PULLED";
        }
    }

    /** The task ended before it could start. */
    record NeverStarted() implements Life {
        @Override
        public String knownStatus() {
            return "STOPPED";
        }
    }

    record Running(Instant createdAt, Instant startedAt, long pid, int restarts) implements Life {
        @Override
        public String knownStatus() {
            return "RUNNING";
        }
    }

    /** The exit code is 128 and the signal's number where a signal ended it, as Docker says it. */
    record Stopped(Instant createdAt, Instant startedAt, Instant finishedAt, int exitCode, int restarts)
            implements Life {
        @Override
        public String knownStatus() {
            return "STOPPED";
        }
    }
}
