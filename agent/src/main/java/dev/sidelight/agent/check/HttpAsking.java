package dev.sidelight.agent.check;

import dev.sidelight.health.HttpCheck;
import dev.sidelight.text.DurationText;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends the requests of HTTP checks; the futures always complete normally, within the check's timeout. */
final class HttpAsking implements AutoCloseable {

    private final HttpClient client;

    HttpAsking(Executor executor) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(executor)
                .build();
    }

    /** What was wrong with the answer; empty when it was as expected. */
    CompletableFuture<Optional<String>> ask(HttpCheck check) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(check.url()).method(check.method(), BodyPublishers.noBody());
        check.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request.build(), _ -> new FirstBytes());
        return exchange.copy()
                .orTimeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    exchange.cancel(true);
                    return failure == null ? wrong(check, response) : Optional.of(why(check, failure));
                });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static Optional<String> wrong(HttpCheck check, HttpResponse<byte[]> response) {
        if (!check.status().contains(response.statusCode())) {
            return Optional.of("answered " + response.statusCode() + " instead of " + check.status());
        }
        return check.body()
                .filter(pattern -> !pattern.matcher(new String(response.body(), StandardCharsets.UTF_8))
                        .find())
                .map(pattern -> "answered " + response.statusCode() + " without \"" + pattern + "\" in its body");
    }

    private static String why(HttpCheck check, Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return switch (cause) {
            case TimeoutException _ -> "gave no whole answer within " + DurationText.of(check.timeout());
            case ConnectException _ -> "found nobody who listens";
            case UnresolvedAddressException _ -> "found no such host";
            default ->
                "got no answer: " + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
        };
    }
}
