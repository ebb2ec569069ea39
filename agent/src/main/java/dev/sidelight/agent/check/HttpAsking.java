package dev.sidelight.agent.check;

import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.health.HttpCheck;
import dev.sidelight.text.DurationText;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends the requests of HTTP checks; blocks. */
final class HttpAsking implements AutoCloseable {

    private final Executor executor;
    /** Made with the first request: most policies have no such check, and TLS is a tenth of the agent's memory. */
    private @Nullable HttpClient client;

    HttpAsking(Executor executor) {
        this.executor = executor;
    }

    /** What came of the request; the answer must come within {@code limit}, what is left of the check's timeout. */
    Outcome ask(HttpCheck check, Duration limit) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(check.url()).method(check.method(), BodyPublishers.noBody());
        check.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> exchange = client().sendAsync(request.build(), _ -> new FirstBytes());
        try {
            return outcome(check, exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Outcome.Failed("gave no whole answer within " + DurationText.of(check.timeout()));
        } catch (ExecutionException e) {
            return outcome(e.getCause() == null ? e : e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .executor(executor)
                    .build();
        }
        return client;
    }

    private static Outcome outcome(HttpCheck check, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (!check.status().contains(status)) {
            return new Outcome.Failed("answered " + status + " instead of " + check.status());
        }
        return check.body()
                .map(pattern -> BodyMatch.of(
                        status, pattern, new String(response.body(), StandardCharsets.UTF_8), check.timeout()))
                .orElseGet(Outcome.Passed::new);
    }

    private static Outcome outcome(Throwable failure) {
        if (OwnTrouble.is(failure)) {
            return new Outcome.Inconclusive("could not be sent: " + ExceptionText.of(failure));
        }
        return new Outcome.Failed(
                failure instanceof ConnectException
                        ? "found nobody who listens"
                        : "got no answer: " + ExceptionText.of(failure));
    }
}
