package dev.sidelight.taskdef.sidecar;

import static dev.sidelight.taskdef.sidecar.Additions.CLOUDWATCH;
import static dev.sidelight.taskdef.sidecar.Additions.PLAIN;
import static dev.sidelight.taskdef.sidecar.Additions.add;
import static dev.sidelight.taskdef.sidecar.Additions.added;
import static dev.sidelight.taskdef.sidecar.Additions.asking;
import static dev.sidelight.taskdef.sidecar.Additions.resource;
import static dev.sidelight.taskdef.sidecar.Additions.sidecar;
import static dev.sidelight.taskdef.sidecar.Additions.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Unreadable;
import dev.sidelight.taskdef.lint.rule.Container;
import org.junit.jupiter.api.Test;

class SidecarContainerTest {

    @Test
    void resultIsWrittenInTheStyleAround() throws Unreadable {
        assertThat(added("ec2-bridge.json", PLAIN)).contains("""
                \t\t},
                \t\t{
                \t\t\t"name": "sidelight",
                \t\t\t"image": "registry.example/sidelight:0.1.0",
                \t\t\t"essential": false,
                \t\t\t"cpu": 2,
                \t\t\t"memory": 128,
                \t\t\t"memoryReservation": 64,
                \t\t\t"user": "65534",
                \t\t\t"readonlyRootFilesystem": true,
                \t\t\t"portMappings": [{"containerPort": 9779, "protocol": "tcp"}],
                \t\t\t"healthCheck": {
                \t\t\t\t"command": ["CMD", "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"],
                """);
        assertThat(added("ec2-awsvpc.json", PLAIN))
                .contains(resource("added-hugging.txt"))
                .contains("\"command\" : [ \"CMD\", \"/opt/sidelight/bin/java\", \"@/opt/sidelight/health-probe\" ],");
        assertThat(added("template.yaml", PLAIN)).contains(resource("added-block.txt"));
    }

    @Test
    void sizeOfFargateIsTheNextThatFits() throws Unreadable {
        Addition.Outcome outcome = add("a.json", resource("fargate-arm.json"), CLOUDWATCH);
        assertThat(outcome.text()).contains("\"memory\": \"1 GB\"", "\"cpu\": \".25 vCPU\"");
        assertThat(outcome.notes()).anyMatch(note -> note.contains("its size is now cpu 256, memory 1024"));
        String full = resource("fargate-x86.json")
                .replace("\"memory\": \"1024\"", "\"memory\": \"4096\"")
                .replace("768", "4096");
        assertThat(add("a.json", full, PLAIN).text()).contains("\"memory\": \"5120\"", "\"cpu\": \"1024\"");
        String largest = full.replace("\"4096\"", "\"249856\"")
                .replace("\"512\"", "\"32768\"")
                .replace("4096", "249856");
        assertThat(add("a.json", largest, PLAIN).problems())
                .singleElement()
                .asString()
                .contains("SL103", "no larger size");
    }

    @Test
    void cpuIsWhatTheOthersLeave() throws Unreadable {
        String text = resource("fargate-x86.json");
        assertThat(sidecar(add("a.json", text, PLAIN).text()).at("cpu").number())
                .hasValue(32);
        assertThat(sidecar(add("a.json", text.replace("384", "500"), PLAIN).text())
                        .at("cpu")
                        .number())
                .hasValue(12);
        Addition.Outcome full = add("a.json", text.replace("384", "512"), PLAIN);
        assertThat(sidecar(full.text()).at("cpu").isAbsent()).isTrue();
        assertThat(full.notes()).anyMatch(note -> note.contains("none is set for Sidelight"));
        assertThat(sidecar(added("described.json", PLAIN)).at("cpu").number())
                .as("no more shares than an application without any")
                .hasValue(2);
    }

    @Test
    void memoryOfAnInstanceIsRaisedByWhatIsMissing() throws Unreadable {
        assertThat(added("ec2-awsvpc.json", PLAIN)).contains("\"memory\" : \"640\"");
    }

    @Test
    void portOfASiblingIsAvoided() throws Unreadable {
        assertThat(sidecar(added("ec2-host.json", PLAIN)).environment("SIDELIGHT_HTTP_PORT"))
                .contains("9781");
        Container own = sidecar(added("ec2-awsvpc.json", PLAIN));
        assertThat(own.environment("SIDELIGHT_HTTP_PORT")).contains("9801");
        assertThat(own.at("portMappings").items().getFirst().at("containerPort").number())
                .hasValue(9801);
        assertThat(own.at("dockerLabels").entry("ECS_PROMETHEUS_EXPORTER_PORT").text())
                .contains("9801");
        assertThat(sidecar(added("ec2-bridge.json", PLAIN)).environment("SIDELIGHT_HTTP_PORT"))
                .as("each has a network of its own")
                .isEmpty();
        assertThat(add("a.json", resource("ec2-host.json"), asking(9780)).problems())
                .singleElement()
                .asString()
                .contains("--port 9781 is free");
    }

    @Test
    void logGoesWhereTheSiblingsGoes() throws Unreadable {
        Spot options = sidecar(added("fargate-x86.json", PLAIN)).logOptions();
        assertThat(options.entries().stream().map(Spot::name))
                .containsExactly("awslogs-group", "awslogs-region", "awslogs-stream-prefix", "mode", "max-buffer-size");
        assertThat(options.entry("awslogs-stream-prefix").text()).contains("shop");
        assertThat(sidecar(added("firelens.json", PLAIN)).logsTo("awsfirelens")).isTrue();
        assertThat(sidecar(added("ec2-host.json", PLAIN)).logsTo("syslog")).isTrue();
        assertThat(sidecar(added("ec2-bridge.json", PLAIN)).logsTo("json-file")).isTrue();
        assertThat(sidecar(added("described.json", PLAIN))
                        .at("logConfiguration")
                        .isAbsent())
                .isTrue();
        String mixed = resource("firelens.json")
                .replace(
                        "    {\n      \"name\": \"web\"",
                        "    {\"name\": \"b\", \"image\": \"b:1\", \"logConfiguration\": {\"logDriver\": \"splunk\"}},\n    {\n      \"name\": \"web\"");
        assertThat(sidecar(sound(add("a.json", mixed, PLAIN))).logsTo("awsfirelens"))
                .as("not all siblings use it")
                .isFalse();
        assertThat(added("template.yaml", PLAIN))
                .as("intrinsics and all")
                .containsPattern("(?s)(Fn::Sub: \"\\$\\{AWS::Region}\".{1,60}!Join\\n +- \"-\".*){2}");
    }

    @Test
    void secretOfALogIsNotCopied() throws Unreadable {
        String text = resource("ec2-host.json")
                .replace(
                        "\"syslog\", \"options\": {\"tag\": \"node\"}",
                        "\"splunk\", \"options\": {\"splunk-token\": \"abc\"}");
        String result = sound(add("a.json", text, PLAIN));
        assertThat(result.indexOf("splunk-token")).isEqualTo(result.lastIndexOf("splunk-token"));
        assertThat(sidecar(result).logsTo("json-file")).isTrue();
    }
}
