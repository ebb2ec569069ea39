package dev.sidelight.emulator.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One port on several addresses, answered by a function; it can be shut, so that connections are refused, and opened
 * again on the same port. Each connection has a virtual thread.
 */
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int ATTEMPTS = 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private final List<InetAddress> addresses;
    private final Function<Request, Reply> responder;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final List<Thread> acceptors = new ArrayList<>();

    private HttpListener(List<InetAddress> addresses, int port, Function<Request, Reply> responder) throws IOException {
        this.addresses = List.copyOf(addresses);
        this.responder = responder;
        this.sockets.addAll(bind(this.addresses, port));
        this.port = sockets.getFirst().getLocalPort();
    }

    /** Port 0 takes a free one, the same on every address. */
    public static HttpListener open(List<InetAddress> addresses, int port, Function<Request, Reply> responder)
            throws IOException {
        HttpListener listener = new HttpListener(addresses, port, responder);
        listener.accept();
        return listener;
    }

    public int port() {
        return port;
    }

    /** Refuses connections, and cuts those that are open, until {@link #reopen}. */
    public synchronized void shut() {
        sockets.forEach(HttpListener::closeQuietly);
        sockets.clear();
        awaitAcceptors();
        connections.forEach(HttpListener::closeQuietly);
    }

    /** Does nothing when it is open. */
    public synchronized void reopen() {
        if (!sockets.isEmpty()) {
            return;
        }
        try {
            sockets.addAll(bind(addresses, port));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " was taken while the endpoint refused connections", e);
        }
        accept();
    }

    @Override
    public void close() {
        shut();
    }

    private synchronized void accept() {
        sockets.forEach(socket ->
                acceptors.add(Thread.ofVirtual().name("accept-" + port).start(() -> accept(socket))));
    }

    /** A port is refused only when the thread that accepts there has left its closed socket. */
    private void awaitAcceptors() {
        try {
            for (Thread acceptor : acceptors) {
                acceptor.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        acceptors.clear();
    }

    private static List<ServerSocket> bind(List<InetAddress> addresses, int port) throws IOException {
        IOException last = new IOException("no address to listen on");
        for (int attempt = 0; attempt < (port == 0 ? ATTEMPTS : 1); attempt++) {
            List<ServerSocket> bound = new ArrayList<>();
            try {
                for (InetAddress address : addresses) {
                    int next = bound.isEmpty() ? port : bound.getFirst().getLocalPort();
                    bound.add(bind(address, next));
                }
                return bound;
            } catch (IOException e) {
                bound.forEach(HttpListener::closeQuietly);
                last = e;
            }
        }
        throw last;
    }

    private static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), BACKLOG);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new IOException(address.getHostAddress() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().name("connection").start(() -> serve(connection, server));
            } catch (IOException e) {
                // Closed, or one client gone before it was accepted: the loop's condition tells which.
            }
        }
    }

    private void serve(Socket connection, ServerSocket server) {
        connections.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            RequestReader reader = new RequestReader(new BufferedInputStream(connection.getInputStream()));
            ReplyWriter writer = new ReplyWriter(connection.getOutputStream());
            boolean open = !server.isClosed();
            while (open) {
                Optional<Request> request = reader.next();
                open = request.isPresent()
                        && writer.write(
                                responder.apply(request.get()), request.get().keepAlive());
            }
        } catch (IOException | InterruptedException e) {
            // The client went away, or the listener was shut: there is nobody to tell.
        } finally {
            connections.remove(connection);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // A socket that does not close is gone already.
        }
    }
}
