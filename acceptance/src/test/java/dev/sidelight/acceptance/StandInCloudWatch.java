package dev.sidelight.acceptance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Instant;
import java.util.Map;

/** CloudWatch's side of the wire, and a task role's credentials: it takes what is published, or denies it. */
final class StandInCloudWatch implements AutoCloseable {

    private static final Map<String, String> DENIAL =
            Map.of("__type", "com.amazonaws.cloudwatch#AccessDeniedException", "message", "not authorized");

    private final WireMockServer aws = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true));

    StandInCloudWatch() {
        aws.start();
        aws.stubFor(get(urlPathEqualTo("/credentials"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"AccessKeyId\":\"AKID\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\","
                                + "\"Expiration\":\"" + Instant.now().plusSeconds(3600) + "\"}")));
    }

    StandInCloudWatch taking() throws JsonProcessingException {
        return answering(200, Map.of());
    }

    StandInCloudWatch denying() throws JsonProcessingException {
        return answering(403, DENIAL);
    }

    /** What makes an agent publish to it. */
    Map<String, String> variables() {
        return Map.of(
                "SIDELIGHT_CLOUDWATCH_ENABLED",
                "true",
                "SIDELIGHT_CLOUDWATCH_STEP",
                "10s",
                "SIDELIGHT_CLOUDWATCH_ENDPOINT",
                "http://127.0.0.1:" + aws.port(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + aws.port() + "/credentials");
    }

    private StandInCloudWatch answering(int status, Map<String, String> body) throws JsonProcessingException {
        aws.stubFor(post(urlPathMatching("/service/.*"))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("smithy-protocol", "rpc-v2-cbor")
                        .withHeader("Content-Type", "application/cbor")
                        .withBody(new CBORMapper().writeValueAsBytes(body))));
        return this;
    }

    @Override
    public void close() {
        aws.stop();
    }
}
