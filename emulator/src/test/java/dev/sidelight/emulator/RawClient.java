package dev.sidelight.emulator;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One request on a socket of its own, and every byte that came back until the end or a pause of 300 ms. */
record RawClient(String text, boolean ended) {
    private static final int PAUSE_MILLIS = 300;

    static RawClient get(URI uri) throws IOException {
        return send("GET", uri);
    }

    static RawClient send(String method, URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(PAUSE_MILLIS);
            String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            socket.getOutputStream()
                    .write((method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder text = new StringBuilder();
            try {
                for (int b = socket.getInputStream().read();
                        b >= 0;
                        b = socket.getInputStream().read()) {
                    text.append((char) b);
                }
                return new RawClient(text.toString(), true);
            } catch (SocketTimeoutException e) {
                return new RawClient(text.toString(), false);
            }
        }
    }

    int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    String body() {
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    int promised() {
        int at = text.indexOf("Content-Length: ") + 16;
        return Integer.parseInt(text.substring(at, text.indexOf("\r\n", at)));
    }
}
