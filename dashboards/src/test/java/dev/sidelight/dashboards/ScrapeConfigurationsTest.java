package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The ways to find sidecars: each a whole configuration, tried out on what its discovery gives. */
class ScrapeConfigurationsTest {

    private static final Path SCRAPE = RuleFile.FOLDER.resolve("scrape");
    private static final String SIDECAR = "10.0.0.1:9779";

    /** Of aws_sd_configs in Prometheus 3.14; promtool 2.42 knows nothing of it. */
    private static final Set<String> AWS_KEYS = Set.of(
            "role",
            "region",
            "endpoint",
            "access_key",
            "secret_key",
            "profile",
            "role_arn",
            "external_id",
            "clusters",
            "port",
            "refresh_interval",
            "request_concurrency");

    private static final Set<String> AWS_LABELS = Set.of(
            "cluster",
            "cluster_arn",
            "service",
            "service_arn",
            "service_status",
            "task_group",
            "task_arn",
            "task_definition",
            "ip_address",
            "launch_type",
            "desired_status",
            "last_status",
            "health_status",
            "platform_family",
            "platform_version",
            "subnet_id",
            "availability_zone",
            "region",
            "public_ip",
            "network_mode",
            "container_instance_arn",
            "ec2_instance_id",
            "ec2_instance_type",
            "ec2_instance_private_ip",
            "ec2_instance_public_ip");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cloud-map", "ecs-observer", "static", "remote-write"})
    void promtoolTakesTheConfiguration(String name) throws Exception {
        assertThat(Promtool.say("check", "config", SCRAPE.resolve(name + ".yml").toString()))
                .contains("is valid prometheus config file syntax");
    }

    @Test
    void everyWayLoadsTheRulesAndEndsInOneJob() throws Exception {
        try (var files = Files.list(SCRAPE)) {
            assertThat(files).hasSize(5).allSatisfy(file -> {
                Map<String, Object> all = RuleFile.map(RuleFile.yaml(file));
                assertThat(all.get("rule_files")).asString().contains("../rules/recording.yml");
                assertThat(RuleFile.maps(all.get("scrape_configs")))
                        .isNotEmpty()
                        .allSatisfy(job -> assertThat("sidelight".equals(job.get("job_name"))
                                        || RuleFile.maps(job.get("relabel_configs")).stream()
                                                .anyMatch(one -> "job".equals(one.get("target_label"))
                                                        && "sidelight".equals(one.get("replacement"))))
                                .as("job %s of %s", job.get("job_name"), file)
                                .isTrue());
            });
        }
    }

    @Test
    void awsDiscoveryIsWrittenAsDocumented() {
        Map<String, Object> job = job("aws-sd", "sidelight");
        assertThat(RuleFile.maps(job.get("aws_sd_configs"))).singleElement().satisfies(one -> {
            assertThat(AWS_KEYS).containsAll(one.keySet());
            assertThat(one).containsEntry("role", "ecs").containsEntry("port", 9779);
            assertThat((List<?>) one.get("clusters"))
                    .allSatisfy(arn -> assertThat(arn.toString()).matches("arn:aws:ecs:[a-z0-9-]+:\\d{12}:cluster/.+"));
        });
        assertThat(RuleFile.maps(job.get("relabel_configs")))
                .allSatisfy(one -> assertThat((List<?>) one.get("source_labels"))
                        .allSatisfy(label ->
                                assertThat(AWS_LABELS).contains(label.toString().replaceFirst("^__meta_ecs_", ""))));
    }

    @Test
    void awsDiscoveryGivesTheNamesToTasksThatRun() throws Exception {
        String running = "__meta_ecs_desired_status: RUNNING, __meta_ecs_last_status: RUNNING, ";
        String names = "__meta_ecs_cluster: prod, __meta_ecs_service: web, "
                + "__meta_ecs_task_arn: 'arn:aws:ecs:eu-west-1:111122223333:task/prod/0a1b'";
        assertThat(targets("aws-sd", "sidelight", """
                        - {targets: ['10.0.0.1:9779'], labels: {__meta_ecs_network_mode: awsvpc, %s}}
                        - {targets: ['10.0.0.2:9779'], labels: {__meta_ecs_network_mode: bridge, %s}}
                        - {targets: ['10.0.0.3:9779'], labels: {__meta_ecs_network_mode: awsvpc,
                            __meta_ecs_desired_status: STOPPED, __meta_ecs_last_status: RUNNING, %s}}
                        - {targets: ['10.0.0.4:9779'], labels: {__meta_ecs_network_mode: awsvpc, %s
                            __meta_ecs_cluster: prod, __meta_ecs_task_arn: 'arn:aws:ecs:a:1:task/prod/0c1c'}}
                        """.formatted(running + names, running + names, names, running)))
                .containsExactlyInAnyOrder(
                        labels(SIDECAR, "cluster_name", "prod", "service_name", "web", "task_id", "0a1b"),
                        labels("10.0.0.4:9779", "cluster_name", "prod", "task_id", "0c1c"));
    }

    @Test
    void collectorsFileGivesTheNamesToSidecarsAlone() throws Exception {
        assertThat(targets("ecs-observer", "sidelight-ecsobserver", """
                        - targets: ['10.0.0.1:9779']
                          labels:
                            __meta_ecs_source: arn:aws:ecs:eu-west-1:111122223333:task/prod/0a1b
                            __metrics_path__: /metrics
                            __meta_ecs_cluster_name: prod
                            __meta_ecs_service_name: web
                            __meta_ecs_task_definition_family: web-app
                            __meta_ecs_container_name: sidelight
                            __meta_ecs_container_labels_ECS_PROMETHEUS_EXPORTER_PORT: '9779'
                            __meta_ecs_container_labels_ECS_PROMETHEUS_JOB_NAME: sidelight
                            __meta_ecs_container_labels_dev_sidelight_version: 0.1.0
                            prometheus_job: sidelight
                        - targets: ['10.0.0.1:9404']
                          labels:
                            __meta_ecs_container_labels_ECS_PROMETHEUS_EXPORTER_PORT: '9404'
                        """))
                .containsExactly(labels(SIDECAR, "cluster_name", "prod", "service_name", "web", "task_id", "0a1b"));
    }

    @Test
    void agentsFileLeavesNothingThatHidesTheContainersOfTheSeries() throws Exception {
        assertThat(targets("ecs-observer", "sidelight-cwagent", """
                        - targets: ['10.0.0.1:9779']
                          labels:
                            container_name: sidelight
                            TaskDefinitionFamily: web-app
                            TaskRevision: '7'
                            TaskGroup: service:web
                            StartedBy: ecs-svc/1
                            LaunchType: FARGATE
                            job: sidelight
                            __metrics_path__: /metrics
                            ECS_PROMETHEUS_EXPORTER_PORT: '9779'
                            ECS_PROMETHEUS_JOB_NAME: sidelight
                        - targets: ['10.0.0.9:9404']
                          labels: {container_name: app, job: java, TaskGroup: 'service:web'}
                        """))
                .containsExactly(labels(SIDECAR, "service_name", "web"));
    }

    /** The targets that a job makes of what its discovery finds, given as a file in place of the real one. */
    private List<Map<String, String>> targets(String name, String jobName, String found) throws Exception {
        Path file = Files.writeString(folder.resolve("found.yml"), found);
        Map<String, Object> job = new LinkedHashMap<>(job(name, jobName));
        job.remove("aws_sd_configs");
        job.put("file_sd_configs", List.of(Map.of("files", List.of(file.toString()))));
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"), new Yaml().dump(Map.of("scrape_configs", List.of(job))));
        Promtool.say("check", "config", configuration.toString());
        return kept(Promtool.answer("check", "service-discovery", "--timeout=2s", configuration.toString(), jobName));
    }

    private static List<Map<String, String>> kept(String said) throws IOException {
        List<Map<String, String>> kept = new ArrayList<>();
        for (JsonNode target : new ObjectMapper().readTree(said)) {
            Map<String, String> labels = new TreeMap<>();
            target.path("labels").properties().forEach(label -> {
                if (!label.getKey().startsWith("__")) {
                    labels.put(label.getKey(), label.getValue().textValue());
                }
            });
            if (!labels.isEmpty()) {
                kept.add(labels);
            }
        }
        return kept;
    }

    private static Map<String, String> labels(String instance, String... more) {
        Map<String, String> labels = new TreeMap<>(Map.of("instance", instance, "job", "sidelight"));
        for (int at = 0; at < more.length; at += 2) {
            labels.put(more[at], more[at + 1]);
        }
        return labels;
    }

    private static Map<String, Object> job(String name, String jobName) {
        return RuleFile.maps(RuleFile.map(RuleFile.yaml(SCRAPE.resolve(name + ".yml")))
                        .get("scrape_configs"))
                .stream()
                .filter(job -> jobName.equals(job.get("job_name")))
                .findFirst()
                .orElseThrow();
    }
}
