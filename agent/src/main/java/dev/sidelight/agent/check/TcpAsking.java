package dev.sidelight.agent.check;

import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.health.TcpCheck;
import dev.sidelight.text.DurationText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Opens the connections of TCP checks; blocks. */
final class TcpAsking {

    private TcpAsking() {}

    /** What came of the connection, within {@code limit}, which is what is left of the check's timeout. */
    static Outcome ask(TcpCheck check, InetAddress address, Duration limit) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, check.port()), Math.max(1, (int) limit.toMillis()));
            return new Outcome.Passed();
        } catch (SocketTimeoutException e) {
            return new Outcome.Failed("was not accepted within " + DurationText.of(check.timeout()));
        } catch (IOException e) {
            if (OwnTrouble.is(e)) {
                return new Outcome.Inconclusive("could not be opened: " + ExceptionText.of(e));
            }
            return new Outcome.Failed(
                    e instanceof ConnectException ? "found nobody who listens" : "failed: " + ExceptionText.of(e));
        }
    }
}
