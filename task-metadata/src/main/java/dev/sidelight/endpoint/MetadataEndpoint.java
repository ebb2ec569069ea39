package dev.sidelight.endpoint;

import dev.sidelight.http.Exchange;
import dev.sidelight.http.Malformed;
import dev.sidelight.http.Response;
import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The task metadata endpoint v4 over HTTP: no redirects, no proxy, one deadline over the whole exchange and a cap on
 * the body. The futures always complete normally: within the deadline, plus what decoding
 * takes, and what the resolver takes where the address holds a name; ECS gives an IP address.
 */
public final class MetadataEndpoint implements AutoCloseable {

    /** A task of ten containers answers with about 50 KiB. */
    static final int MAX_BODY_BYTES = 512 << 10;

    private static final int PATHS = 2;

    private final URI base;
    private final Decoder decoder = new Decoder();
    private final Set<Exchange> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newFixedThreadPool(
            PATHS, Thread.ofPlatform().daemon().name("endpoint-", 0).factory());

    /** The endpoint at {@code base}, which is the value of {@code ECS_CONTAINER_METADATA_URI_V4}. */
    public MetadataEndpoint(URI base) {
        this.base = base;
    }

    /** Asks {@code /task}. */
    public CompletableFuture<Answer<Task>> task(Duration deadline) {
        return ask("/task", deadline, decoder::task);
    }

    /** Asks {@code /task/stats}. */
    public CompletableFuture<Answer<Map<String, StatsEntry>>> stats(Duration deadline) {
        return ask("/task/stats", deadline, decoder::stats);
    }

    /** Ends what is being asked, which comes to nothing. */
    @Override
    public void close() {
        executor.shutdown();
        asked.forEach(MetadataEndpoint::end);
    }

    /** Turns a body into a document. */
    private interface Reading<T> {
        T decode(byte[] body) throws DecodeException;
    }

    private <T> CompletableFuture<Answer<T>> ask(String path, Duration deadline, Reading<T> reading) {
        Exchange exchange = new Exchange(deadline, MAX_BODY_BYTES);
        try {
            CompletableFuture<Answer<T>> answer = CompletableFuture.supplyAsync(
                    () -> answer(exchange, URI.create(base + path), deadline, reading), executor);
            asked.add(exchange);
            return answer.whenComplete((_, _) -> asked.remove(exchange));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Answer.Failure<>(Outcome.DISCONNECTED, "closed"));
        }
    }

    private <T> Answer<T> answer(Exchange exchange, URI address, Duration deadline, Reading<T> reading) {
        try {
            return answer(exchange.get(address), reading);
        } catch (SocketTimeoutException e) {
            return new Answer.Failure<>(Outcome.TIMEOUT, "no whole answer within " + deadline.toMillis() + " ms");
        } catch (ConnectException | NoRouteToHostException e) {
            return new Answer.Failure<>(Outcome.REFUSED, "no connection: " + e.getMessage());
        } catch (UnknownHostException e) {
            return new Answer.Failure<>(Outcome.REFUSED, "no connection: unknown host");
        } catch (Malformed e) {
            return new Answer.Failure<>(Outcome.MALFORMED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Answer.Failure<>(Outcome.DISCONNECTED, "the connection ended early: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) { // a bug of ours must not cost the other path its answer
            return new Answer.Failure<>(Outcome.MALFORMED, "not decodable; please report this: " + e);
        } finally {
            end(exchange);
        }
    }

    private <T> Answer<T> answer(Response response, Reading<T> reading) {
        int status = response.status();
        if (status != 200) {
            String text = decoder.errorText(response.body());
            return new Answer.Failure<>(outcomeOf(status), "status " + status + ": " + text);
        }
        try {
            return new Answer.Success<>(reading.decode(response.body()));
        } catch (DecodeException e) {
            return new Answer.Failure<>(Outcome.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static void end(Exchange exchange) {
        try {
            exchange.close();
        } catch (IOException e) {
            // It is over either way.
        }
    }

    private static Outcome outcomeOf(int status) {
        if (status == 429) {
            return Outcome.THROTTLED;
        }
        if (status >= 500) {
            return Outcome.SERVER_ERROR;
        }
        return status >= 300 ? Outcome.CLIENT_ERROR : Outcome.MALFORMED;
    }
}
