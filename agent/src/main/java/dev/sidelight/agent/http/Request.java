package dev.sidelight.agent.http;

import org.jspecify.annotations.Nullable;

/** What a page needs to know of a request. */
public record Request(
        String path, @Nullable String accept, @Nullable String acceptEncoding) {

    /** Whether the client takes gzip: named, and not with a weight of 0. */
    boolean acceptsGzip() {
        if (acceptEncoding == null) {
            return false;
        }
        for (String coding : acceptEncoding.split(",", -1)) {
            String[] parts = coding.strip().split(";", -1);
            if (parts[0].strip().equalsIgnoreCase("gzip")) {
                return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
