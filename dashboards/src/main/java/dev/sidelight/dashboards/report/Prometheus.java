package dev.sidelight.dashboards.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A Prometheus server, asked over its HTTP API. */
public final class Prometheus implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    /** One at this address, such as {@code http://127.0.0.1:9090}. */
    public Prometheus(URI address) {
        this.address = address;
    }

    /** A series of an answer: its labels, and its values by time in seconds since the epoch. */
    public record Series(Map<String, String> labels, NavigableMap<Long, Double> values) {

        /** The last value. */
        public double last() {
            return values.lastEntry().getValue();
        }
    }

    /**
     * The values of an expression at a moment.
     *
     * @throws IOException when it does not answer, or what it answers to a wrong expression
     */
    public List<Series> at(String expression, long time) throws IOException, InterruptedException {
        return ask("query?time=" + time + "&query=", expression, "value");
    }

    /**
     * The values of an expression each {@code step} seconds.
     *
     * @throws IOException when it does not answer, or what it answers to a wrong expression
     */
    public List<Series> over(String expression, long from, long to, long step)
            throws IOException, InterruptedException {
        return ask("query_range?start=" + from + "&end=" + to + "&step=" + step + "&query=", expression, "values");
    }

    private List<Series> ask(String path, String expression, String values) throws IOException, InterruptedException {
        URI uri = address.resolve("/api/v1/" + path + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("Prometheus does not take " + expression + ": " + said(answer));
        }
        JsonNode body = MAPPER.readTree(answer.body());
        List<Series> all = new ArrayList<>();
        for (JsonNode one : body.path("data").path("result")) {
            Map<String, String> labels = new LinkedHashMap<>();
            one.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            JsonNode points = one.path(values);
            NavigableMap<Long, Double> found = new TreeMap<>();
            for (JsonNode point :
                    points.path(0).isArray() ? points : MAPPER.createArrayNode().add(points)) {
                found.put(point.path(0).asLong(), number(point.path(1).asText()));
            }
            all.add(new Series(labels, found));
        }
        return all;
    }

    /** Why not: the API says it as JSON, but what is not ready yet, or a proxy before it, in words of its own. */
    private static String said(HttpResponse<String> answer) {
        try {
            String error = MAPPER.readTree(answer.body()).path("error").asText();
            if (!error.isEmpty()) {
                return error;
            }
        } catch (JsonProcessingException _) {
            // Not JSON: as it is.
        }
        return (answer.statusCode() + " " + answer.body()).strip();
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
