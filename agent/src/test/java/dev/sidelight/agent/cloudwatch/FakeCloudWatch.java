package dev.sidelight.agent.cloudwatch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** CloudWatch's side of the wire: answers as told, and decodes what the AWS SDK sent. */
final class FakeCloudWatch implements AutoCloseable {

    private static final ObjectMapper CBOR = new CBORMapper();
    private static final byte[] EMPTY_MAP = {(byte) 0xa0};

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true));

    FakeCloudWatch() {
        server.start();
        succeed();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void succeed() {
        answer(response(200).withBody(EMPTY_MAP));
    }

    void fail(int status, String code) throws IOException {
        answer(response(status)
                .withBody(CBOR.writeValueAsBytes(
                        Map.of("__type", "com.amazonaws.cloudwatch#" + code, "message", code + " as asked"))));
    }

    void reset() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    void stall() {
        answer(response(200).withBody(EMPTY_MAP).withChunkedDribbleDelay(2, 60_000));
    }

    /** The requests so far, retries included. */
    int requests() {
        return server.getAllServeEvents().size();
    }

    void forget() {
        server.resetRequests();
    }

    /** The datums of all requests so far, a line each, sorted. */
    List<String> datums() throws IOException {
        List<String> lines = new ArrayList<>();
        for (var event : server.getAllServeEvents()) {
            JsonNode request = decoded(event.getRequest());
            for (JsonNode datum : request.path("MetricData")) {
                lines.add(line(request.path("Namespace").asText(), datum));
            }
        }
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    /** Names in a request are known by this header alone in rpc-v2-cbor. */
    List<String> paths() {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getUrl())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(ResponseDefinitionBuilder response) {
        server.resetMappings();
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder response(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("smithy-protocol", "rpc-v2-cbor")
                .withHeader("Content-Type", "application/cbor");
    }

    private static JsonNode decoded(LoggedRequest request) throws IOException {
        byte[] body = request.getBody();
        boolean zipped = "gzip".equals(request.getHeader("Content-Encoding")) && body.length > 1 && body[0] == 0x1f;
        return CBOR.readTree(zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
    }

    /** Such as {@code ECS/Sidelight CpuUtilized{ClusterName=c} None 1 sum=5 min=1 max=9 @2026-… /60}. */
    private static String line(String namespace, JsonNode datum) {
        Map<String, String> dimensions = new TreeMap<>();
        datum.path("Dimensions")
                .forEach(one -> dimensions.put(
                        one.path("Name").asText(), one.path("Value").asText()));
        JsonNode set = datum.path("StatisticValues");
        String value = set.isMissingNode()
                ? "value=" + number(datum.path("Value"))
                : "samples=" + number(set.path("SampleCount")) + " sum=" + number(set.path("Sum")) + " min="
                        + number(set.path("Minimum")) + " max=" + number(set.path("Maximum"));
        return namespace + " " + datum.path("MetricName").asText() + dimensions + " "
                + datum.path("Unit").asText() + " " + value + " @"
                + Instant.ofEpochMilli(Math.round(datum.path("Timestamp").asDouble() * 1000)) + " /"
                + datum.path("StorageResolution").asInt();
    }

    private static String number(JsonNode node) {
        return String.format(Locale.ROOT, "%.6g", node.asDouble());
    }
}
