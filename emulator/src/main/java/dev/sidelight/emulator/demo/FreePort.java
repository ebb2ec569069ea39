package dev.sidelight.emulator.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds out whether a port is taken, or one that is not. */
final class FreePort {
    private FreePort() {}

    static boolean isFree(int port) {
        try (ServerSocket loopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                ServerSocket any = new ServerSocket(0)) {
            return loopback.isBound() && any.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
