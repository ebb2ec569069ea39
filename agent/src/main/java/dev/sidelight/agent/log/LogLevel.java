package dev.sidelight.agent.log;

import java.util.logging.Level;

/** The least severe lines that are written. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    Level level() {
        return switch (this) {
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
        };
    }

    /** The level's word for a record of {@code level}. */
    static LogLevel of(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return WARNING;
        }
        return value >= Level.INFO.intValue() ? INFO : DEBUG;
    }
}
