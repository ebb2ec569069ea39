package dev.sidelight.agent.log;

/** How a log line is written. */
public enum LogFormat {
    TEXT,
    JSON
}
