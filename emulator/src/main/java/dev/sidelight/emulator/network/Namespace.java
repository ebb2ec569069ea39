package dev.sidelight.emulator.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network namespace with one interface, joined to the host by a veth pair; closing takes both away. */
public record Namespace(String name, String hostSide, InetAddress host, InetAddress task, String cidr, String mac)
        implements AutoCloseable {
    private static final Pattern MAC = Pattern.compile("link/ether ([0-9a-f:]+)");

    static Namespace create(String taskInterface, RandomGenerator random) throws IOException {
        String id = HexFormat.of().toHexDigits(random.nextInt());
        String name = "sidelight-" + ProcessHandle.current().pid() + "-" + id;
        String hostSide = hostSide(id);
        Subnet subnet = Subnet.unused(random);
        try {
            Ip.run("netns", "add", name);
            Ip.run("link", "add", hostSide, "type", "veth", "peer", "name", taskInterface, "netns", name);
            // Else IPv6 asks for routers now and then, and a silent network is not silent.
            Ip.tryRun("link", "set", hostSide, "addrgenmode", "none");
            Ip.tryRun("-n", name, "link", "set", taskInterface, "addrgenmode", "none");
            Ip.run("addr", "add", subnet.host().getHostAddress() + "/30", "dev", hostSide);
            Ip.run("link", "set", hostSide, "up");
            Ip.run("-n", name, "addr", "add", subnet.task().getHostAddress() + "/30", "dev", taskInterface);
            Ip.run("-n", name, "link", "set", "lo", "up");
            Ip.run("-n", name, "link", "set", taskInterface, "up");
            Ip.run("-n", name, "route", "add", "default", "via", subnet.host().getHostAddress());
            Matcher mac = MAC.matcher(Ip.run("-n", name, "-o", "link", "show", taskInterface));
            return new Namespace(
                    name,
                    hostSide,
                    subnet.host(),
                    subnet.task(),
                    subnet.cidr(),
                    mac.find() ? mac.group(1) : "02:00:00:00:00:00");
        } catch (IOException e) {
            remove(name, hostSide);
            throw e;
        }
    }

    /** What starts a command inside; {@code ip} becomes the command, so the process keeps its id. */
    public List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    @Override
    public void close() {
        remove(name, hostSide);
    }

    static String hostSide(String id) {
        return "slh" + id;
    }

    static void remove(String name, String hostSide) {
        Ip.tryRun("link", "del", hostSide);
        Ip.tryRun("netns", "del", name);
    }
}
