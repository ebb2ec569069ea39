package dev.sidelight.health;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A request that must be answered as expected. Redirects are not followed.
 *
 * @param status the statuses that are expected
 * @param body what must be found in the body; absent where that does not matter
 * @param headers those sent; they may hold secrets and are never shown
 */
public record HttpCheck(
        URI url,
        String method,
        StatusRanges status,
        Optional<Pattern> body,
        Map<String, String> headers,
        Duration interval,
        Duration timeout,
        Timing timing)
        implements Check {

    public HttpCheck {
        headers = Map.copyOf(headers);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String question() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return method + " " + url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    /** Without the query and the values of headers, which may hold secrets. */
    @Override
    public String toString() {
        return "HttpCheck[" + question() + ", headers " + new TreeSet<>(headers.keySet()) + "]";
    }
}
