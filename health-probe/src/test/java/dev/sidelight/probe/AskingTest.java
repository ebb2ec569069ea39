package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of all kinds, and what the command makes of them. */
class AskingTest {

    private static final String SICK =
            answer(503, "{\"verdict\":\"unhealthy\",\"reason\":\"memory is at 97 %\",\"rules\":[{\"reason\":\"x\"}]}");

    @Test
    void agentThatAnswers200IsHealthy() throws Exception {
        try (FakeServer server = FakeServer.saying(answer(200, "{\"status\":\"healthy\",\"reason\":\"fine\"}"))) {
            assertThat(ask(server)).isEqualTo(Result.healthy(server.url() + "/health answered 200: fine"));
            assertThat(server.request()).isEqualTo("GET /health HTTP/1.1");
        }
    }

    @Test
    void agentThatAnswers503IsUnhealthyWithTheReason() throws Exception {
        try (FakeServer server = FakeServer.saying(answer(503, "{\"reason\":\"no \\\"task\\\"\"}"))) {
            assertThat(ask(server)).isEqualTo(Result.unhealthy(server.url() + "/health answered 503: no \"task\""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|healthy|all good|true|healthy",
                "200|unknown|no rate yet|true|unknown",
                "503|unhealthy|memory is at 97 %|false|unhealthy",
            })
    void verdictOnAContainerIsTheAgents(int status, String verdict, String reason, boolean passes, String word)
            throws Exception {
        String json = "{\"verdict\":\"" + verdict + "\",\"reason\":\"" + reason + "\"}";
        try (FakeServer server = FakeServer.saying(answer(status, json))) {
            assertThat(ask(server, "--container", "a b/c")).isEqualTo(new Result(passes, word, reason));
            assertThat(server.request()).isEqualTo("GET /health/containers/a%20b%2Fc HTTP/1.1");
            assertThat(ask(server, "--task")).isEqualTo(new Result(passes, word, reason));
            assertThat(server.request()).isEqualTo("GET /health/task?gate=true HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--container=app", "--task"})
    void agentThatDoesNotAnswerIsNoReasonToCallASiblingUnhealthy(String question) throws Exception {
        String closed = "http://127.0.0.1:" + FakeServer.closedPort();
        assertThat(Main.result(List.of(question, "--url", closed), Map.of()))
                .satisfies(result -> assertThat(result.passes()).isTrue())
                .satisfies(result -> assertThat(result.word()).isEqualTo("unknown"))
                .satisfies(result ->
                        assertThat(result.reason()).contains("no connection").contains("SIDELIGHT_HTTP_PORT"));
        assertThat(Main.result(List.of("--url", closed), Map.of()).passes()).isFalse();
    }

    @Test
    void stallsEndAtTheTimeout() throws Exception {
        for (FakeServer.Conversation stall :
                List.<FakeServer.Conversation>of((socket, _) -> drain(socket), (socket, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
                    drain(socket);
                })) {
            try (FakeServer server = new FakeServer(stall)) {
                assertThat(ask(server, "--timeout", "200ms").reason())
                        .contains("no whole answer")
                        .endsWith("within 200 ms");
                assertThat(ask(server, "--timeout", "200ms").passes()).isFalse();
                assertThat(ask(server, "--timeout", "200ms", "--task").passes()).isTrue();
            }
        }
    }

    @Test
    void containerThatIsNotThereIsAWrongCall() throws Exception {
        String json =
                "{\"reason\":\"there is no container \\\"wbe\\\"; there are: app, db\",\"containers\":[\"app\",\"db\"]}";
        try (FakeServer server = FakeServer.saying(answer(404, json))) {
            Result result = ask(server, "--container", "wbe");
            assertThat(result.passes()).isFalse();
            assertThat(line(result, false))
                    .isEqualTo("health-probe was called wrongly: there is no container \"wbe\"; there are: app, db\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"404|nothing here", "500|{\"verdict\":\"unhealthy\"}", "503|upstream", "200|hello", "301|"})
    void whatIsNotAVerdictIsUnknown(int status, String body) throws Exception {
        try (FakeServer server = FakeServer.saying(answer(status, body == null ? "" : body))) {
            Result result = ask(server, "--container", "app");
            assertThat(result.passes()).isTrue();
            assertThat(line(result, false)).startsWith("unknown: ").contains("answered " + status);
        }
    }

    @Test
    void escapesInTheReasonAreReadAsTheirCharacters() throws Exception {
        try (FakeServer server = FakeServer.saying(answer(503, "{\"reason\":\"\\u00e4 \\\"b\\\" \\\\ \\n\"}"))) {
            assertThat(ask(server).reason()).endsWith(" answered 503: ä \"b\" \\  ");
        }
    }

    @Test
    void hugeAnswerIsReadNoFurtherThanItsStart() throws Exception {
        try (FakeServer server = new FakeServer((_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[200_000]);
        })) {
            assertThat(ask(server).passes()).isTrue();
        }
    }

    /** Cut at every place: nobody is called healthy, or sick, by half an answer. */
    @Test
    void answerThatIsCutShortIsNotBelieved() throws Exception {
        byte[] well =
                answer(200, "{\"verdict\":\"healthy\",\"reason\":\"fine\"}").getBytes(StandardCharsets.UTF_8);
        byte[] sick = SICK.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < well.length; length += 3) {
            try (FakeServer server = FakeServer.saying(Arrays.copyOf(well, length))) {
                assertThat(ask(server).passes())
                        .as("the first %s bytes", length)
                        .isFalse();
            }
        }
        for (int length = 0; length < sick.length; length += 3) {
            try (FakeServer server = FakeServer.saying(Arrays.copyOf(sick, length))) {
                assertThat(ask(server, "--task").passes())
                        .as("the first %s bytes", length)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bytesOfAnyKindEndInOneLine(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = SICK.getBytes(StandardCharsets.UTF_8);
            for (int j = random.nextInt(20); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (FakeServer server =
                    FakeServer.saying(random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(9)) : bytes)) {
                Result own = ask(server);
                assertThat(line(own, random.nextBoolean())).as("seed %s", seed).hasLineCount(1);
                assertThat(own.reason()).as("seed %s", seed).doesNotContain("please report");
                assertThat(ask(server, "--container", "a").reason())
                        .as("seed %s", seed)
                        .doesNotContain("please report");
            }
        }
    }

    private static String line(Result result, boolean json) {
        return new String(result.line(json), StandardCharsets.UTF_8);
    }

    private static String answer(int status, String json) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    private static Result ask(FakeServer server, String... args) {
        List<String> all = new ArrayList<>(List.of("--url", server.url()));
        all.addAll(List.of(args));
        return Main.result(all, Map.of());
    }

    /** Keeps the connection open until the probe gives up. */
    private static void drain(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
