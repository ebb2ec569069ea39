package dev.sidelight.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one request after the other from a connection. */
final class RequestReader {
    private static final int LONGEST_LINE = 16_384;
    private static final Pattern SPACE = Pattern.compile(" ");
    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** Empty when the client has closed the connection, or sent something that is no HTTP. */
    Optional<Request> next() throws IOException {
        String first = line();
        List<String> words = SPACE.splitAsStream(first).toList();
        if (words.size() != 3) {
            return Optional.empty();
        }
        Map<String, String> headers = headers();
        in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        boolean keep = !headers.getOrDefault("connection", "").equalsIgnoreCase("close")
                && words.get(2).equals("HTTP/1.1");
        String target = words.get(1);
        int mark = target.indexOf('?');
        return Optional.of(
                mark < 0
                        ? new Request(words.getFirst(), target, Map.of(), keep)
                        : new Request(
                                words.getFirst(), target.substring(0, mark), query(target.substring(mark + 1)), keep));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Pattern.compile("&").splitAsStream(text).toList()) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private String line() throws IOException {
        List<Byte> bytes = new ArrayList<>();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() >= LONGEST_LINE) {
                throw new IOException("a header line longer than " + LONGEST_LINE + " bytes");
            }
            if (b != '\r') {
                bytes.add((byte) b);
            }
        }
        byte[] plain = new byte[bytes.size()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = bytes.get(i);
        }
        return new String(plain, StandardCharsets.ISO_8859_1);
    }
}
