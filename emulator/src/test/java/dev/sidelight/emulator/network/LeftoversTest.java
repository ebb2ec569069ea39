package dev.sidelight.emulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    @Test
    void namespaceOfAKilledEmulatorGoesWithItsProcessesAndALiveOnesStays() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/sbin/ip")));
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();
        String dead = "sidelight-" + ended.pid() + "-0badcafe";
        String live = "sidelight-" + ProcessHandle.current().pid() + "-0badcafe";
        assumeTrue(added(dead) && added(live), "no namespaces here");
        Process orphan = new ProcessBuilder("ip", "netns", "exec", dead, "sleep", "1000").start();
        try {
            while (Ip.run("netns", "pids", dead).isEmpty()) {
                Thread.onSpinWait();
            }
            List<String> said = new ArrayList<>();
            Leftovers.remove(said::add);
            assertThat(said).anyMatch(line -> line.contains(dead)).noneMatch(line -> line.contains(live));
            assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Ip.run("netns", "list")).doesNotContain(dead).contains(live);
        } finally {
            orphan.destroyForcibly();
            Namespace.remove(dead, Namespace.hostSide("0badcafe"));
            Namespace.remove(live, Namespace.hostSide("0badcafe"));
        }
    }

    private static boolean added(String name) {
        try {
            Ip.run("netns", "add", name);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
