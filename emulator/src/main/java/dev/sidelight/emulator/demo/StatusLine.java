package dev.sidelight.emulator.demo;

import java.io.Console;
import java.util.Optional;

/** A line that replaces itself on a terminal, and follows the one before elsewhere. */
record StatusLine(boolean terminal) {
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    static StatusLine onTerminalOrNot() {
        return new StatusLine(Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent());
    }

    /** A line that stays. */
    void say(String text) {
        System.out.println((terminal ? BACK_AND_CLEAR : "") + text);
    }

    void show(String text) {
        if (terminal) {
            System.out.print(BACK_AND_CLEAR + text);
            System.out.flush();
        } else {
            System.out.println(text);
        }
    }
}
