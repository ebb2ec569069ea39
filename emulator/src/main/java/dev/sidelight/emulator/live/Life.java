package dev.sidelight.emulator.live;

import java.time.Instant;

/** Where a container is in its life; it goes through these in order. */
sealed interface Life {
    String knownStatus();

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

    record Running(Instant createdAt, Instant startedAt, long pid) implements Life {
        @Override
        public String knownStatus() {
            return "RUNNING";
        }
    }

    /** The exit code is 128 and the signal's number where a signal ended it, as Docker says it. */
    record Stopped(Instant createdAt, Instant startedAt, Instant finishedAt, int exitCode) implements Life {
        @Override
        public String knownStatus() {
            return "STOPPED";
        }
    }
}
