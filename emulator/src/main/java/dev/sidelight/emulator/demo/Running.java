package dev.sidelight.emulator.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the demo has started; closing ends it in reverse, and what is added afterwards at once. */
final class Running implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private volatile boolean closed;

    synchronized void add(AutoCloseable one) {
        started.push(one);
        if (closed) {
            close();
        }
    }

    /** True from the moment when the end has begun. */
    boolean ending() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("demo: " + e.getMessage());
            }
        }
    }
}
