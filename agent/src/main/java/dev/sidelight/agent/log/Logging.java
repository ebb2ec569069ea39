package dev.sidelight.agent.log;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up the JDK's logging, under {@link System.Logger} and the libraries: one handler, to standard error. */
public final class Logging {

    /** What libraries say below WARNING is of no use to a user. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    private static final Logger OWN = Logger.getLogger("dev.sidelight");

    /** Says each failure of a publish with its stack; we say changes, with the cure. */
    private static final Logger MUTED = Logger.getLogger("io.micrometer.cloudwatch2");

    private Logging() {}

    /** From here on lines of at least {@code level} are written in {@code format}. */
    public static void configure(LogFormat format, LogLevel level) {
        LogManager.getLogManager().reset();
        Handler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new LineFormatter(format));
        LIBRARIES.addHandler(handler);
        LIBRARIES.setLevel(level == LogLevel.DEBUG ? Level.INFO : Level.WARNING);
        OWN.setLevel(level.level());
        MUTED.setLevel(level == LogLevel.DEBUG ? Level.INFO : Level.OFF);
    }
}
