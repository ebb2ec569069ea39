package dev.sidelight.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A file of targets, as an observer writes one, and the Prometheus configuration that reads it. */
final class Targets {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<ObjectNode> groups = new ArrayList<>();

    /** None yet. */
    Targets(Path folder) throws IOException {
        this.file = folder.resolve("targets.json");
        write();
    }

    /** Scrapes them each second, with the rules of a folder, and sends alerts on where there is somebody to send them to. */
    String configuration(Path rules, List<String> alertmanagers) {
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s/*.yml']
                alerting:
                  alertmanagers:
                  - static_configs: [{targets: [%s]}]
                scrape_configs:
                - job_name: sidelight
                  file_sd_configs: [{files: ['%s'], refresh_interval: 1s}]
                  metric_relabel_configs: [{action: labeldrop, regex: exported_(cluster_name|service_name|task_id)}]
                """.formatted(
                rules,
                String.join(
                        ", ", alertmanagers.stream().map(one -> "'" + one + "'").toList()),
                file);
    }

    /** Of which the discovery knows no names. */
    synchronized void add(BuiltAgent agent) throws IOException {
        group(agent);
        write();
    }

    /** With the labels that a discovery gives which knows them. */
    synchronized void add(BuiltAgent agent, TaskNames names) throws IOException {
        group(agent)
                .putObject("labels")
                .put("cluster_name", names.cluster())
                .put("service_name", names.service())
                .put("task_id", names.task());
        write();
    }

    /** Its task has gone. */
    synchronized void remove(BuiltAgent agent) throws IOException {
        groups.removeIf(group -> group.path("targets").path(0).asText().equals(address(agent)));
        write();
    }

    private static String address(BuiltAgent agent) {
        return "127.0.0.1:" + agent.port();
    }

    private ObjectNode group(BuiltAgent agent) {
        ObjectNode group = MAPPER.createObjectNode();
        group.putArray("targets").add(address(agent));
        groups.add(group);
        return group;
    }

    private void write() throws IOException {
        ArrayNode all = MAPPER.createArrayNode().addAll(groups);
        Path draft = file.resolveSibling("targets.draft");
        Files.writeString(draft, all.toString());
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
