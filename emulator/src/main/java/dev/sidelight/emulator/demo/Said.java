package dev.sidelight.emulator.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.util.Objects;

/** Says when the panels are no longer drawn, and when they are again: once each, and nothing before Prometheus listens. */
final class Said {
    private final PrintStream out;
    private boolean listened;
    private boolean failing;

    Said(PrintStream out) {
        this.out = out;
    }

    synchronized void drawn() {
        if (failing) {
            out.println("demo: the panels are drawn again");
        }
        listened = true;
        failing = false;
    }

    synchronized void notDrawn(IOException why) {
        listened |= !(why instanceof ConnectException);
        if (listened && !failing) {
            out.println(
                    "demo: the panels are not drawn: " + Objects.requireNonNullElse(why.getMessage(), why.toString()));
            failing = true;
        }
    }
}
