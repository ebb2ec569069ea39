package dev.sidelight.agent.check;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;

/** Tells the sidecar's own troubles from those of the container that it asks. */
final class OwnTrouble {

    /** How Linux says that the process or its network has run out of something, in glibc's words and in musl's. */
    private static final List<String> LACKS = List.of(
            "Too many open files",
            "No file descriptors available",
            "No buffer space available",
            "Cannot allocate memory",
            "Out of memory");

    private OwnTrouble() {}

    /** Whether {@code failure} says nothing of the container. */
    static boolean is(Throwable failure) {
        if (failure instanceof RuntimeException) {
            return true;
        }
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (isOwn(one)) {
                return true;
            }
        }
        return false;
    }

    /** The client wraps what it meets while it opens a connection into a ConnectException or an InternalError. */
    private static boolean isOwn(Throwable one) {
        String message = one.getMessage();
        return one instanceof Error
                || one instanceof UnknownHostException
                || one instanceof UnresolvedAddressException
                || one instanceof BindException // no port is left, or the address is not allowed
                || (message != null && LACKS.stream().anyMatch(message::contains));
    }
}
