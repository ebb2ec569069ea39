package dev.sidelight.agent.check;

import dev.sidelight.text.DurationText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of one host, on a thread of its own, since nothing bounds how long that takes. One that hangs is
 * waited for again by the next asking, so that no more than one thread hangs. One thread at a time may ask.
 */
final class Lookup {

    /** Finds addresses; blocks. */
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    private final String host;
    private final Resolver resolver;
    private final ExecutorService threads;
    private @Nullable Future<InetAddress> last;

    Lookup(String host, Resolver resolver, ExecutorService threads) {
        this.host = host;
        this.resolver = resolver;
        this.threads = threads;
    }

    /** The address; an exception when there is none within {@code limit}. */
    InetAddress within(Duration limit) throws InterruptedException, UnknownHostException {
        Future<InetAddress> lookup = last;
        if (lookup == null || lookup.isDone()) {
            lookup = threads.submit(() -> resolver.resolve(host));
            last = lookup;
        }
        try {
            return lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + " was not found within " + DurationText.of(limit));
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        }
    }
}
