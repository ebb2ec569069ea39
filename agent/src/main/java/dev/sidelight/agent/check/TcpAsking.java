package dev.sidelight.agent.check;

import dev.sidelight.health.TcpCheck;
import dev.sidelight.text.DurationText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens the connections of TCP checks, each on a thread of its own that blocks at will. */
final class TcpAsking {

    private TcpAsking() {}

    /** What was wrong with the connection; empty when it was accepted. Completes within the check's timeout. */
    static CompletableFuture<Optional<String>> ask(TcpCheck check) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("tcp-check").start(() -> answer.complete(open(check)));
        // Resolving a name is not bounded by the socket's timeout.
        return answer.completeOnTimeout(
                Optional.of(tooLong(check)), check.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Optional<String> open(TcpCheck check) {
        InetSocketAddress address = new InetSocketAddress(check.host(), check.port());
        if (address.isUnresolved()) {
            return Optional.of("found no such host");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) check.timeout().toMillis());
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of(tooLong(check));
        } catch (ConnectException e) {
            return Optional.of("found nobody who listens");
        } catch (IOException e) {
            return Optional.of("failed: " + e.getMessage());
        }
    }

    private static String tooLong(TcpCheck check) {
        return "was not accepted within " + DurationText.of(check.timeout());
    }
}
