package dev.sidelight.emulator.http;

import java.util.Map;

/** The request line and query of one HTTP request; its headers matter only for keeping the connection. */
public record Request(String method, String path, Map<String, String> query, boolean keepAlive) {
    public Request {
        query = Map.copyOf(query);
    }
}
