package dev.sidelight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.endpoint.Addresses;
import dev.sidelight.emulator.endpoint.Resource;
import dev.sidelight.emulator.fault.Fault;
import dev.sidelight.emulator.fault.FaultPath;
import dev.sidelight.emulator.fault.FaultSetting;
import dev.sidelight.emulator.replay.Recording;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private Emulator emulator;

    @BeforeEach
    void start() throws IOException {
        emulator = Emulator.replay(Recording.builtIn(), true, Addresses.LOOPBACK);
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "NOT_FOUND, 404, '\"V4 task'",
                "TOO_MANY_REQUESTS, 429, You have reached maximum request limit.",
                "SERVER_ERROR, 500, '\"failed to get task metadata\"'",
                "SERVER_ERROR_EMPTY_OBJECT, 500, {}",
                "NOT_JSON, 200, <html>"
            })
    void answersInPlaceOfTheRightOne(Fault fault, int status, String body) throws IOException {
        emulator.set(fault);

        RawClient answer = RawClient.get(task());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith(body);
        assertThat(answer.text().contains("X-Rate-Limit-Limit")).isEqualTo(status == 429);
    }

    @RepeatedTest(20)
    void refusedConnectionsComeBackOnTheSamePort() throws IOException {
        emulator.set(Fault.REFUSE);
        assertThatThrownBy(() -> RawClient.get(task())).isInstanceOf(ConnectException.class);

        emulator.clearFaults();

        assertThat(RawClient.get(task()).status()).isEqualTo(200);
    }

    @Test
    void emptyReplyHasNoByte() throws IOException {
        emulator.set(Fault.EMPTY_REPLY);
        assertThat(RawClient.get(task())).isEqualTo(new RawClient("", true));
    }

    @Test
    void truncatedBodyIsShorterThanPromised() throws IOException {
        emulator.set(Fault.TRUNCATED);
        RawClient answer = RawClient.get(task());
        assertThat(answer.ended()).isTrue();
        assertThat(answer.body()).hasSizeLessThan(answer.promised()).isNotEmpty();
    }

    @Test
    void stalledAnswerHasNoByteYet() throws IOException {
        emulator.set(Fault.STALL);
        assertThat(RawClient.get(task())).isEqualTo(new RawClient("", false));
    }

    @Test
    void bodyStallsInside() throws IOException {
        emulator.set(Fault.STALL_BODY, FaultPath.STATS);
        RawClient answer = RawClient.get(stats());
        assertThat(answer.ended()).isFalse();
        assertThat(answer.body()).hasSizeLessThan(answer.promised()).isNotEmpty();
        assertThat(RawClient.get(task()).ended()).isTrue();
    }

    @Test
    void slowBodyComesInPiecesWithoutEnd() throws Exception {
        emulator.set(Fault.SLOW);
        try (java.net.Socket socket = new java.net.Socket(task().getHost(), task().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + task().getPath() + " HTTP/1.1\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            int first = socket.getInputStream().readNBytes(200).length;
            assertThat(first).isEqualTo(200);
            assertThat(socket.getInputStream().available()).isLessThan(200);
        }
    }

    @Test
    void typesAreWrong() throws IOException {
        emulator.set(Fault.WRONG_TYPES);
        JsonNode answer = MAPPER.readTree(RawClient.get(task()).body());
        assertThat(answer.path("TaskARN").isNumber()).isTrue();
        assertThat(answer.path("Containers").isTextual()).isTrue();
        assertThat(answer.path("Limits").path("CPU").isTextual()).isTrue();
    }

    @Test
    void frozenAnswersStayWhatTheyWereWhenSet() throws IOException {
        JsonNode before = only(stats());
        emulator.set(Fault.FROZEN_READ);
        emulator.advance();
        assertThat(only(stats())).isEqualTo(before);
        emulator.clearFaults();
        assertThat(only(stats())).isNotEqualTo(before);
    }

    @Test
    void countersFallOnceAndGrowFromThere() throws IOException {
        long before = cpu(only(stats()));
        emulator.set(Fault.FALLEN_COUNTERS);
        long fallen = cpu(only(stats()));
        emulator.advance();

        assertThat(fallen).isEqualTo(1_000).isLessThan(before);
        assertThat(cpu(only(stats()))).isEqualTo(1_000 + 1_000_000_000L);
        assertThat(only(stats()).path("memory_stats").path("usage").asLong()).isEqualTo(50_000_000);
    }

    @Test
    void clockIsOneHourBack() throws IOException {
        emulator.set(Fault.CLOCK_BACK);
        assertThat(only(stats()).path("read").asText()).isEqualTo("2025-12-31T23:10:00.100Z");
    }

    @Test
    void controlAddressSetsShowsAndClears() throws IOException {
        URI control = emulator.control();
        assertThat(RawClient.send("PUT", control.resolve("/fault/500?path=stats"))
                        .status())
                .isEqualTo(200);
        assertThat(RawClient.get(stats()).status()).isEqualTo(500);
        assertThat(RawClient.get(task()).status()).isEqualTo(200);
        assertThat(MAPPER.readTree(RawClient.get(control.resolve("/fault")).body())
                        .path("faults")
                        .path("stats")
                        .asText())
                .isEqualTo("500");
        RawClient.send("DELETE", control.resolve("/fault"));
        assertThat(RawClient.get(stats()).status()).isEqualTo(200);
        RawClient unknown = RawClient.send("PUT", control.resolve("/fault/stal"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("unknown fault", "stall-body", "clock-back");
    }

    @Test
    void controlAddressStepsAReplay() throws IOException {
        JsonNode before = only(stats());
        RawClient.send("POST", emulator.control().resolve("/step"));
        assertThat(only(stats())).isNotEqualTo(before);
    }

    @Test
    void unknownIdIsNotFoundWithAJsonString() throws IOException {
        RawClient answer = RawClient.get(emulator.uri().resolve("/v4/nobody/task"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(MAPPER.readTree(answer.body()).isTextual()).isTrue();
    }

    @Test
    void uncleanPathIsRedirected() throws IOException {
        RawClient answer =
                RawClient.get(URI.create("http://127.0.0.1:" + emulator.uri().getPort() + "//v4//x"));
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.text()).contains("Location: /v4/x");
    }

    @Test
    void requestsAreCountedByPath() throws IOException {
        RawClient.get(task());
        RawClient.get(task());
        RawClient.get(stats());
        assertThat(emulator.requests()).isEqualTo(Map.of(Resource.TASK, 2L, Resource.TASK_STATS, 1L));
    }

    @Test
    void settingIsReadWithItsPath() {
        assertThat(FaultSetting.of("stall-body@stats"))
                .isEqualTo(new FaultSetting(Fault.STALL_BODY, java.util.Set.of(FaultPath.STATS)));
        assertThatThrownBy(() -> FaultSetting.of("404@metrics")).hasMessageContaining("task, stats");
    }

    private URI task() {
        return URI.create(emulator.uri() + "/task");
    }

    private URI stats() {
        return URI.create(emulator.uri() + "/task/stats");
    }

    private static JsonNode only(URI uri) throws IOException {
        return MAPPER.readTree(RawClient.get(uri).body()).elements().next();
    }

    private static long cpu(JsonNode stats) {
        return stats.path("cpu_stats").path("cpu_usage").path("total_usage").asLong();
    }
}
