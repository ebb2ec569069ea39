package dev.sidelight.emulator.program;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Listens on its ports and does nothing: what an image without a command to run is given. */
@Command(name = "idle", description = "Listens on the given ports and does nothing.")
public final class Idle implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "PORT")
    private List<Integer> ports = List.of();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Idle()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (int port : ports) {
            ServerSocket socket = new ServerSocket(port);
            Thread.ofPlatform().name("port-" + port).start(() -> closeEach(socket));
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private static void closeEach(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
            } catch (IOException e) {
                // One client that went away; the next is as welcome.
            }
        }
    }
}
