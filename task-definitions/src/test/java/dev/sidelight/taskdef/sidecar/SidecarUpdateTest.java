package dev.sidelight.taskdef.sidecar;

import static dev.sidelight.taskdef.sidecar.Additions.CLOUDWATCH;
import static dev.sidelight.taskdef.sidecar.Additions.IMAGE;
import static dev.sidelight.taskdef.sidecar.Additions.PLAIN;
import static dev.sidelight.taskdef.sidecar.Additions.add;
import static dev.sidelight.taskdef.sidecar.Additions.added;
import static dev.sidelight.taskdef.sidecar.Additions.asking;
import static dev.sidelight.taskdef.sidecar.Additions.resource;
import static dev.sidelight.taskdef.sidecar.Additions.sidecar;
import static dev.sidelight.taskdef.sidecar.Additions.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.document.Document;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SidecarUpdateTest {

    @Test
    void portMovesWithAllThatNamesIt() throws Unreadable {
        String first = sound(add("a.json", resource("fargate-x86.json"), asking(9779, "web")));
        String second = sound(add("a.json", first, asking(9900)));
        assertThat(second).doesNotContain("9779").contains("127.0.0.1:9900/health/containers/web");
        Container own = sidecar(second);
        assertThat(own.environment("SIDELIGHT_HTTP_PORT")).contains("9900");
        assertThat(own.at("portMappings").items()).hasSize(1);
        assertThat(sidecar(sound(add("a.json", second, asking(9779)))).environment("SIDELIGHT_HTTP_PORT"))
                .contains("9779");
    }

    @Test
    void laterVersionUpdatesAndKeepsWhatIsTheUsers() throws Unreadable {
        for (String name : List.of("fargate-x86.json", "flow.yaml", "ec2-bridge.json")) {
            String first = added(name, PLAIN);
            Request later = new Request(
                    "0.2.0", "registry.example/sidelight:0.2.0", Optional.empty(), OptionalInt.empty(), List.of());
            String second = sound(add(name, first, later));
            assertThat(second).isEqualTo(first.replace("0.1.0", "0.2.0"));
            assertThat(add(name, second, PLAIN).problems())
                    .singleElement()
                    .asString()
                    .contains("newer");
        }
        String users = added("fargate-x86.json", PLAIN)
                .replace("\"memory\": 128", "\"memory\": 200")
                .replace("\"interval\": 10", "\"interval\": 20")
                .replace(
                        "\"essential\": false,\n      \"cpu\": 32",
                        "\"essential\": true,\n      \"environment\": [{\"name\": \"SIDELIGHT_LOG_LEVEL\", \"value\": \"debug\"}]");
        String updated = sound(add("a.json", users, CLOUDWATCH));
        Container own = sidecar(updated);
        assertThat(own.at("memory").number()).hasValue(200);
        assertThat(own.at("cpu").isAbsent()).isTrue();
        assertThat(own.isEssential()).isFalse();
        assertThat(own.at("healthCheck").at("interval").number()).hasValue(20);
        assertThat(own.environment("SIDELIGHT_LOG_LEVEL")).contains("debug");
        assertThat(own.environment("SIDELIGHT_CLOUDWATCH_ENABLED")).contains("true");
        assertThat(sound(add("a.json", updated, CLOUDWATCH))).isEqualTo(updated);
        Request off = new Request("0.1.0", IMAGE, Optional.of(false), OptionalInt.empty(), List.of());
        assertThat(sidecar(sound(add("a.json", updated, off))).environment("SIDELIGHT_CLOUDWATCH_ENABLED"))
                .contains("false");
    }

    @Test
    void sidecarByHandIsTakenOver() throws Unreadable {
        String byHand = """
                {
                  "family": "shop",
                  "networkMode": "bridge",
                  "containerDefinitions": [
                    {"name": "monitor", "image": "registry.example/sidelight:0.0.9", "memory": 256},
                    {"name": "web", "image": "registry.example/web:1", "memory": 64}
                  ]
                }
                """;
        String taken = sound(add("a.json", byHand, PLAIN));
        Container own = sidecar(taken);
        assertThat(own.label()).isEqualTo("monitor");
        assertThat(own.at("memory").number()).hasValue(256);
        assertThat(own.at("portMappings").items()).hasSize(1);
        assertThat(sound(add("a.json", taken, PLAIN))).isEqualTo(taken);
        String twice = byHand.replace("registry.example/web:1", "registry.example/sidelight:1");
        assertThat(add("a.json", twice, PLAIN).problems()).anyMatch(problem -> problem.contains("SL096"));
    }

    @Test
    void sidecarInBlockStyleIsUpdated() throws Unreadable {
        String first = added("template.yaml", PLAIN);
        Request later = new Request(
                "0.2.0", "registry.example/sidelight:0.2.0", Optional.of(true), OptionalInt.empty(), List.of("web"));
        Document document = Document.of("a.yaml", first);
        Addition.Outcome outcome = Addition.to(document, List.of(0), later);
        String second = sound(outcome);
        assertThat(second)
                .contains("Environment:", "SIDELIGHT_CLOUDWATCH_ENABLED", "sidelight:0.2.0", "sidelight:0.1.0");
        assertThat(Addition.to(Document.of("a.yaml", second), List.of(0), later).text())
                .isEqualTo(second);
    }
}
