package dev.sidelight.emulator.endpoint;

/** Where the endpoint and its control address listen; port 0 takes a free one. */
public record Addresses(String host, int port, int controlPort) {
    public static final Addresses LOOPBACK = new Addresses("127.0.0.1", 0, 0);
}
