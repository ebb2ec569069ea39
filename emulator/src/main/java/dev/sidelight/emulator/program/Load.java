package dev.sidelight.emulator.program;

import dev.sidelight.emulator.definition.DurationText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A client outside the task that asks a {@link Web} for bytes, and sends it some, in waves. */
@Command(name = "load", description = "Loads a web server in waves.")
public final class Load implements Callable<Integer> {
    private static final int ANSWERED = 100_000;
    private static final int SENT = 20_000;
    private static final int BUSIEST = 20;

    @Parameters(paramLabel = "URL", description = "Where the web server is, such as http://127.0.0.1:8080")
    private String web = "";

    @Option(
            names = "--wave",
            defaultValue = "30s",
            description = "From calm to busy and back. Default: ${DEFAULT-VALUE}")
    private String wave = "30s";

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Load()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        run(URI.create(web), DurationText.parse(wave), Optional.empty());
        return 0;
    }

    /** Until interrupted, or for {@code longest}; a server that does not answer is asked again. */
    public static void run(URI web, Duration wave, Optional<Duration> longest) throws InterruptedException {
        long most = longest.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < most) {
                double phase = 2 * Math.PI * (System.nanoTime() - start) / wave.toNanos();
                round(client, web);
                Thread.sleep(Math.round(1000 / (1 + (BUSIEST - 1) * (0.5 - 0.5 * Math.cos(phase)))));
            }
        }
    }

    private static void round(HttpClient client, URI web) throws InterruptedException {
        try {
            client.send(request(web.resolve("/bytes?n=" + ANSWERED)).build(), BodyHandlers.discarding());
            client.send(
                    request(web.resolve("/bytes"))
                            .POST(BodyPublishers.ofByteArray(new byte[SENT]))
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException e) {
            // Not up yet, or just stopped: the next round shows which.
        }
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2));
    }
}
