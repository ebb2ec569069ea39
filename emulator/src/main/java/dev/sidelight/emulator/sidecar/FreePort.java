package dev.sidelight.emulator.sidecar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds out whether a port is taken, or one that is not. */
public final class FreePort {
    private FreePort() {}

    /** Whether this machine's loopback address and all its addresses have it. */
    public static boolean isFree(int port) {
        try (ServerSocket loopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                ServerSocket any = new ServerSocket(0)) {
            return loopback.isBound() && any.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** One that was free just now, on the loopback address. */
    public static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
