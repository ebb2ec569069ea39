package dev.sidelight.emulator.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.random.RandomGenerator;

/** Four addresses that no interface of the host uses: of the network, the host, the task and broadcast. */
record Subnet(int network) {
    private static final int CANDIDATES = 64;
    private static final int TEN = 10 << 24;
    private static final int LINK_LOCAL = (169 << 24) | (254 << 16);

    static Subnet unused(RandomGenerator random) throws IOException {
        for (int i = 0; i < CANDIDATES; i++) {
            int host = random.nextInt(1 << 14) << 2;
            Subnet subnet = i < CANDIDATES / 2
                    ? new Subnet(TEN | (random.nextInt(200, 250) << 16) | host)
                    : new Subnet(LINK_LOCAL | (random.nextInt(180, 250) << 8) | (host & 0xfc));
            if (subnet.free()) {
                return subnet;
            }
        }
        throw new IOException("no unused subnet among " + CANDIDATES + " tried");
    }

    InetAddress host() throws IOException {
        return address(network + 1);
    }

    InetAddress task() throws IOException {
        return address(network + 2);
    }

    String cidr() throws IOException {
        return address(network).getHostAddress() + "/30";
    }

    private boolean free() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(one -> one.getInterfaceAddresses().stream())
                .noneMatch(this::within);
    }

    private boolean within(InterfaceAddress taken) {
        byte[] bytes = taken.getAddress().getAddress();
        if (bytes.length != 4) {
            return false;
        }
        int prefix = Math.min(30, Math.max(1, taken.getNetworkPrefixLength()));
        int mask = -1 << (32 - prefix);
        int address =
                ((bytes[0] & 0xff) << 24) | ((bytes[1] & 0xff) << 16) | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        return (address & mask) == (network & mask);
    }

    private static InetAddress address(int bits) throws IOException {
        return InetAddress.getByAddress(
                new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    }
}
