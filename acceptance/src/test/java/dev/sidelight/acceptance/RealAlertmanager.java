package dev.sidelight.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** An Alertmanager of its own, alone, that passes every alert on at once, each by itself. */
final class RealAlertmanager implements AutoCloseable {

    private static final String PROGRAM = "prometheus-alertmanager";

    private final Process process;
    private final String address;

    private RealAlertmanager(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static void assumeInstalled() {
        try {
            new ProcessBuilder(PROGRAM, "--version")
                    .redirectErrorStream(true)
                    .start()
                    .destroy();
        } catch (IOException e) {
            Skipping.skip(
                    "everything that needs a real Alertmanager (Debian: apt-get install prometheus-alertmanager)");
        }
    }

    static RealAlertmanager sendingTo(URI receiver, Path folder) throws IOException {
        Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                - name: test
                  webhook_configs: [{url: '%s', send_resolved: true}]
                """.formatted(receiver));
        String address = "127.0.0.1:" + BuiltAgent.freePort();
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=" + address,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        return new RealAlertmanager(process, address);
    }

    /** Host and port. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
