package dev.sidelight.health.json;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and a port; of an IPv6 address without its brackets. */
record Address(String host, int port) {

    static final int MOST_PORT = 65535;

    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\s:/@]+)):(\\d{1,5})");

    static Optional<Address> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(3));
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return port == 0 || port > MOST_PORT ? Optional.empty() : Optional.of(new Address(host, port));
    }
}
