package dev.sidelight.endpoint;

import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The task metadata endpoint v4 over HTTP: no redirects, no proxy, one deadline over the whole exchange and a cap on
 * the body. The futures always complete normally: within the deadline, plus what decoding takes.
 */
public final class MetadataEndpoint implements AutoCloseable {

    /** A task of ten containers answers with about 50 KiB. */
    static final int MAX_BODY_BYTES = 512 << 10;

    /** How the JDK's limiting body handler words that a body is too large; it has no exception of its own. */
    private static final String BODY_TOO_LARGE = "body exceeds capacity";

    private final URI base;
    private final Decoder decoder = new Decoder();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("endpoint").factory());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslContext(NoTls.context())
            .executor(executor)
            .build();

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

    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }

    /** Turns a body into a document. */
    private interface Reading<T> {
        T decode(byte[] body) throws DecodeException;
    }

    private <T> CompletableFuture<Answer<T>> ask(String path, Duration deadline, Reading<T> reading) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES));
        return exchange.copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    exchange.cancel(true);
                    return failure == null ? answer(response, reading) : failed(failure, deadline);
                });
    }

    private <T> Answer<T> answer(HttpResponse<byte[]> response, Reading<T> reading) {
        int status = response.statusCode();
        if (status != 200) {
            String text = decoder.errorText(response.body());
            return new Answer.Failure<>(outcomeOf(status), "status " + status + ": " + text);
        }
        try {
            return new Answer.Success<>(reading.decode(response.body()));
        } catch (DecodeException e) {
            return new Answer.Failure<>(Outcome.MALFORMED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) { // a bug of ours must not cost the other path its answer
            return new Answer.Failure<>(Outcome.MALFORMED, "not decodable; please report this: " + e);
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

    private static <T> Answer<T> failed(Throwable failure, Duration deadline) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return switch (cause) {
            case TimeoutException _ ->
                new Answer.Failure<>(Outcome.TIMEOUT, "no whole answer within " + deadline.toMillis() + " ms");
            case ConnectException refused -> new Answer.Failure<>(Outcome.REFUSED, "no connection" + reasonOf(refused));
            case UnresolvedAddressException _ -> new Answer.Failure<>(Outcome.REFUSED, "no connection: unknown host");
            case IOException tooLarge
            when text(tooLarge).contains(BODY_TOO_LARGE) ->
                new Answer.Failure<>(Outcome.MALFORMED, "more than " + (MAX_BODY_BYTES >> 10) + " KiB");
            default -> new Answer.Failure<>(Outcome.DISCONNECTED, "the connection ended early: " + text(cause));
        };
    }

    /** The JDK often has nothing to say of a connection that was refused. */
    private static String reasonOf(ConnectException refused) {
        return refused.getMessage() == null ? "" : ": " + refused.getMessage();
    }

    private static String text(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e.getMessage() != null) {
                return e.getMessage();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
