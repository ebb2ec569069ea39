package dev.sidelight.health;

import java.time.Duration;

/** A connection that must be accepted. */
public record TcpCheck(String host, int port, Duration interval, Duration timeout, Timing timing) implements Check {

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public String question() {
        return "a connection to " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
