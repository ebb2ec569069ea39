package dev.sidelight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The probe without an agent, against an endpoint. */
class DirectTest {

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, String> environment = new HashMap<>();
    private String containers = "";

    DirectTest() throws IOException {
        server.createContext("/", exchange -> {
            String body = exchange.getRequestURI().getPath().endsWith("/stats")
                    ? "{}"
                    : "{\"TaskARN\":\"t\",\"DesiredStatus\":\"RUNNING\",\"Containers\":[" + containers + "]}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        environment.put(
                "ECS_CONTAINER_METADATA_URI_V4",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v4/id");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneAnswerTellsAStop() {
        containers = container("app", "RUNNING", ",\"Health\":{\"status\":\"UNHEALTHY\"}") + ","
                + container("job", "STOPPED", ",\"ExitCode\":137");
        assertThat(ask("--container", "app")).isEqualTo(Result.healthy("every rule passes"));
        assertThat(ask("--container", "job").passes()).isFalse();
        assertThat(ask("--container", "job").reason()).startsWith("it has stopped with exit code 137");
        assertThat(ask("--task").passes()).isTrue();
    }

    @Test
    void policyIsTheAgentsOwn() {
        environment.put("SIDELIGHT_HEALTH_POLICY", "{\"default\": {\"stopped\": {\"exitCodes\": [0, 3]}}}");
        containers = container("job", "STOPPED", ",\"ExitCode\":3");
        assertThat(ask("--container", "job").passes()).isTrue();
        environment.put("SIDELIGHT_HEALTH_POLICY", "{\"default\": {\"stoped\": {}}}");
        assertThat(ask("--container", "job"))
                .isEqualTo(Result.wrongCall(
                        "SIDELIGHT_HEALTH_POLICY /default/stoped is not known; did you mean stopped?"));
    }

    @Test
    void containerThatIsNotThereIsAWrongCall() {
        containers = container("app", "RUNNING", "");
        assertThat(ask("--container", "wbe"))
                .isEqualTo(Result.wrongCall("there is no container \"wbe\"; there are: app"));
    }

    @Test
    void endpointThatDoesNotAnswerIsUnknown() {
        server.stop(0);
        assertThat(ask("--task").word()).isEqualTo("unknown");
        assertThat(ask("--task").passes()).isTrue();
    }

    @Test
    void missingVariableIsAWrongCall() {
        environment.clear();
        assertThat(ask("--task").passes()).isFalse();
        assertThat(ask("--task").reason()).contains("ECS_CONTAINER_METADATA_URI_V4 is not set");
    }

    private Result ask(String... args) {
        List<String> all = new ArrayList<>(List.of("--direct"));
        all.addAll(List.of(args));
        return Main.result(all, environment);
    }

    private static String container(String name, String status, String more) {
        return "{\"DockerId\":\"" + name + "\",\"Name\":\"" + name + "\",\"KnownStatus\":\"" + status + "\"" + more
                + "}";
    }
}
