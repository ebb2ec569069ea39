package dev.sidelight.agent.cloudwatch;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.async.SimplePublisher;

/**
 * The AWS SDK's HTTP over the JDK's client: a fraction of the memory of netty's. The SDK's own timeouts bound a call;
 * cancelling cancels the exchange.
 */
final class JdkHttpClient implements SdkAsyncHttpClient {

    private static final int MOST_BODY_BYTES = 1 << 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Those that the JDK's client sets itself and refuses. */
    private static final Set<String> NOT_SETTABLE = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        CompletableFuture<Void> executed = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                converted(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BODY_BYTES));
        CompletableFuture<Void> _ = exchange.handle((response, failure) -> {
            answer(request, response, failure, executed);
            return null;
        });
        CompletableFuture<Void> _ = executed.whenComplete((_, _) -> exchange.cancel(true));
        return executed;
    }

    @Override
    public String clientName() {
        return "Jdk";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpRequest converted(AsyncExecuteRequest execute) {
        SdkHttpRequest request = execute.request();
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.getUri()).method(request.method().name(), body(execute));
        request.headers().forEach((name, values) -> {
            if (!NOT_SETTABLE.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    private static BodyPublisher body(AsyncExecuteRequest execute) {
        long length = execute.requestContentPublisher().contentLength().orElse(0L);
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(FlowAdapters.toFlowPublisher(execute.requestContentPublisher()), length);
    }

    private static void answer(
            AsyncExecuteRequest request,
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable failure,
            CompletableFuture<Void> executed) {
        if (response == null) {
            Throwable cause = failure == null ? new IllegalStateException("no response") : failure;
            request.responseHandler().onError(cause);
            executed.completeExceptionally(cause);
            return;
        }
        request.responseHandler()
                .onHeaders(SdkHttpFullResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers().map())
                        .build());
        SimplePublisher<ByteBuffer> body = new SimplePublisher<>();
        request.responseHandler().onStream(body);
        CompletableFuture<Void> _ = body.send(ByteBuffer.wrap(response.body()));
        CompletableFuture<Void> _ = body.complete();
        executed.complete(null);
    }
}
