package dev.sidelight.agent.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page needs to know of a request.
 *
 * @param path decoded
 * @param query the first value of each parameter
 */
record Request(
        String path,
        Map<String, String> query,
        @Nullable String accept,
        @Nullable String acceptEncoding) {

    Request {
        query = Map.copyOf(query);
    }

    /** Whether the query has a parameter of this value. */
    boolean has(String parameter, String value) {
        return value.equals(query.get(parameter));
    }

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
