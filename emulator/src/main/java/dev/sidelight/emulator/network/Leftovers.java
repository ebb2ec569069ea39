package dev.sidelight.emulator.network;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The namespaces of emulators that were killed, which had no time to take them away. */
final class Leftovers {
    private static final Pattern NAME = Pattern.compile("(sidelight-(\\d{1,9})-([0-9a-f]{8}))( .*)?");

    private Leftovers() {}

    /** A namespace's name tells its emulator's process, and by that whether it is one. */
    static void remove(Consumer<String> says) throws IOException {
        for (String line : Ip.run("netns", "list").lines().toList()) {
            Matcher name = NAME.matcher(line);
            if (name.matches() && !isAlive(Long.parseLong(name.group(2)))) {
                remove(name.group(1), Namespace.hostSide(name.group(3)));
                says.accept("took away " + name.group(1) + ", the network of a task whose emulator was killed");
            }
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** With the containers' processes that are still in it. */
    private static void remove(String name, String hostSide) throws IOException {
        List<String> pids = Ip.run("netns", "pids", name).lines().toList();
        pids.forEach(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly));
        Namespace.remove(name, hostSide);
    }
}
