package dev.sidelight.taskdef.sidecar;

import static dev.sidelight.taskdef.sidecar.Additions.CLOUDWATCH;
import static dev.sidelight.taskdef.sidecar.Additions.PLAIN;
import static dev.sidelight.taskdef.sidecar.Additions.add;
import static dev.sidelight.taskdef.sidecar.Additions.added;
import static dev.sidelight.taskdef.sidecar.Additions.gating;
import static dev.sidelight.taskdef.sidecar.Additions.resource;
import static dev.sidelight.taskdef.sidecar.Additions.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.document.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdditionRemarksTest {

    @Test
    void siblingIsGated() throws Unreadable {
        Addition.Outcome combined = add("a.json", resource("fargate-x86.json"), gating("web"));
        assertThat(sound(combined))
                .contains(
                        "\"( curl -fsS -m 3 http://127.0.0.1:8080/ || exit 1 ) && test \\\"$(curl -fs -m 2 -o /dev/null -w '%{http_code}' "
                                + "http://127.0.0.1:9779/health/containers/web)\\\" != 503\"");
        assertThat(combined.notes()).anyMatch(note -> note.contains("replaces the whole task"));
        assertThat(sound(add("a.json", combined.text(), gating("web")))).isEqualTo(combined.text());
        assertThat(added("fargate-arm.json", gating("quotes"))).contains("wget -qO-", ":9780/health/containers/quotes");
        assertThat(added("firelens.json", gating("web", "log_router"))).contains("\"startPeriod\": 60");
        String host = added("ec2-host.json", gating("node"));
        assertThat(sound(add("a.json", host, gating("node")))).isEqualTo(host);
    }

    @Test
    void gateThatCannotWorkIsRefused() throws Unreadable {
        assertThat(add("a.json", resource("ec2-bridge.json"), gating("web", "nobody"))
                        .problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("networkMode bridge") && problem.contains("marker file"))
                .anyMatch(problem -> problem.contains("there are web, cache"));
        String text = resource("ec2-host.json");
        assertThat(add("a.json", text.replace("example/node", "example/distroless"), gating("node"))
                        .problems())
                .singleElement()
                .asString()
                .contains("no shell");
        assertThat(add("a.json", text.replace("node:1", "node:1-slim"), gating("node"))
                        .problems())
                .singleElement()
                .asString()
                .contains("curl or wget");
        assertThat(add(
                                "a.json",
                                text.replace(
                                        "\"user\"", "\"healthCheck\": {\"command\": [\"CMD\", \"/probe\"]}, \"user\""),
                                gating("node"))
                        .problems())
                .singleElement()
                .asString()
                .contains("CMD-SHELL");
    }

    @Test
    void whatCannotBeIsRefusedAndSaid() throws Unreadable {
        String text = resource("fargate-x86.json");
        assertThat(add("a.json", text.replace("\"LINUX\"", "\"WINDOWS_SERVER_2022_CORE\""), PLAIN)
                        .problems())
                .anyMatch(problem -> problem.contains("Windows"));
        String ten = "{\"family\": \"a\", \"networkMode\": \"bridge\", \"containerDefinitions\": ["
                + String.join(
                        ", ",
                        IntStream.range(0, 10)
                                .mapToObj(i -> "{\"name\": \"c" + i + "\", \"image\": \"i:1\", \"memory\": 64}")
                                .toList())
                + "]}";
        assertThat(add("a.json", ten, PLAIN).problems())
                .singleElement()
                .asString()
                .contains("SL103", "10 containers");
        String large = text.replace(
                "\"environment\": []",
                "\"environment\": [{\"name\": \"A\", \"value\": \"" + "a".repeat(65000) + "\"}]");
        assertThat(add("a.json", large, PLAIN).problems())
                .singleElement()
                .asString()
                .contains("SL005", "65536");
        assertThat(add(
                                "a.json",
                                text,
                                new Request("1", "not an image", Optional.empty(), OptionalInt.of(80), List.of("x")))
                        .problems())
                .as("all at once")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(add("a.json", text, new Request("1", "no image", Optional.empty(), OptionalInt.empty(), List.of()))
                        .problems())
                .singleElement()
                .asString()
                .contains("image");
        assertThat(add("a.json", "{\"family\": \"a\", \"containerDefinitions\": []}", PLAIN)
                        .problems())
                .isNotEmpty();
        assertThat(add(
                                "a.yaml",
                                "Resources: {T: {Type: 'AWS::ECS::TaskDefinition', Properties: {ContainerDefinitions: !Ref A}}}",
                                PLAIN)
                        .problems())
                .singleElement()
                .asString()
                .contains("no list");
    }

    @Test
    void whatIsNotKnownIsSaid() throws Unreadable {
        assertThat(add("a.json", resource("template.json"), PLAIN).notes())
                .anyMatch(note -> note.contains("memory is not known") && note.contains("default 512 is less"))
                .anyMatch(note -> note.contains("ports of other containers are not known"));
        assertThat(add("a.json", resource("ec2-none.json"), PLAIN).notes())
                .anyMatch(note -> note.contains("networkMode none"));
        assertThat(add("a.json", resource("described.json"), CLOUDWATCH).notes())
                .anyMatch(note -> note.contains("PutMetricData") && note.contains("no taskRoleArn"));
    }

    @Test
    void loneCollectorIsTheApplicationThatIsWatched() throws Unreadable {
        String text = "{\"family\": \"agent\", \"networkMode\": \"awsvpc\", \"cpu\": \"256\", \"memory\": \"512\", "
                + "\"containerDefinitions\": [{\"name\": \"agent\", \"image\": \"amazon/cloudwatch-agent:1.3\"}]}";
        assertThat(add("a.json", text, PLAIN).notes()).noneMatch(note -> note.contains("SL029"));
    }
}
