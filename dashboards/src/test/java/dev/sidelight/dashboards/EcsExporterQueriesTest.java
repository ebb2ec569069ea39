package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Queries of dashboards that were made for ecs_exporter ask for nothing that is not served. */
class EcsExporterQueriesTest {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> CONTAINER = Set.of("container_name");
    private static final Set<String> INTERFACE = Set.of("interface");

    /** What release 0.4.0 serves, with its labels: its collector's descriptors. */
    static final Map<String, Set<String>> SERIES = Map.ofEntries(
            Map.entry(
                    "ecs_task_metadata_info",
                    Set.of(
                            "cluster",
                            "task_arn",
                            "family",
                            "revision",
                            "desired_status",
                            "known_status",
                            "availability_zone",
                            "launch_type")),
            Map.entry("ecs_task_cpu_limit_vcpus", NONE),
            Map.entry("ecs_task_memory_limit_bytes", NONE),
            Map.entry("ecs_task_ephemeral_storage_used_bytes", NONE),
            Map.entry("ecs_task_ephemeral_storage_allocated_bytes", NONE),
            Map.entry("ecs_task_image_pull_start_timestamp_seconds", NONE),
            Map.entry("ecs_task_image_pull_stop_timestamp_seconds", NONE),
            Map.entry("ecs_container_restarts_total", CONTAINER),
            Map.entry("ecs_container_cpu_usage_seconds_total", CONTAINER),
            Map.entry("ecs_container_memory_usage_bytes", CONTAINER),
            Map.entry("ecs_container_memory_limit_bytes", CONTAINER),
            Map.entry("ecs_container_memory_page_cache_size_bytes", CONTAINER),
            Map.entry("ecs_network_receive_bytes_total", INTERFACE),
            Map.entry("ecs_network_receive_packets_total", INTERFACE),
            Map.entry("ecs_network_receive_packets_dropped_total", INTERFACE),
            Map.entry("ecs_network_receive_errors_total", INTERFACE),
            Map.entry("ecs_network_transmit_bytes_total", INTERFACE),
            Map.entry("ecs_network_transmit_packets_total", INTERFACE),
            Map.entry("ecs_network_transmit_packets_dropped_total", INTERFACE),
            Map.entry("ecs_network_transmit_errors_total", INTERFACE));

    /** Of every target of Prometheus. */
    private static final Set<String> TARGET = Set.of("job", "instance");

    private static final Pattern METRIC = Pattern.compile("\\b(?:ecs|process)_[a-z_]+\\b");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern LIST = Pattern.compile("\\b(?:by|without|on|group_left)\\s*\\(([a-z_, ]*)\\)");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\(.*, ([a-z_]+)\\)");

    @Test
    void everySeriesIsServedWithItsLabels() {
        assertThat(SERIES).allSatisfy((name, labels) -> {
            assertThat(Served.has(name)).as(name).isTrue();
            assertThat(Served.labelsOf(name)).as(name).containsAll(labels);
        });
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queryNamesOnlyWhatIsServed(String query) {
        Set<String> names = new HashSet<>();
        Set<String> served = new HashSet<>(TARGET);
        METRIC.matcher(query).results().forEach(name -> {
            names.add(name.group());
            served.addAll(Served.labelsOf(name.group()));
        });
        assertThat(names).isNotEmpty().allMatch(Served::has);
        assertThat(served).containsAll(labels(query));
    }

    @Test
    void everySeriesIsAskedFor() {
        Set<String> asked = new HashSet<>();
        queries().forEach(query -> METRIC.matcher(query).results().forEach(name -> asked.add(name.group())));
        assertThat(asked).containsAll(SERIES.keySet());
    }

    private static Set<String> labels(String query) {
        Set<String> labels = new HashSet<>();
        MATCHER.matcher(query).results().forEach(found -> labels.add(found.group(1)));
        VARIABLE.matcher(query).results().forEach(found -> labels.add(found.group(1)));
        LIST.matcher(query).results().forEach(found -> {
            for (String label : found.group(1).split(",", -1)) {
                labels.add(label.strip());
            }
        });
        return labels;
    }

    static Stream<String> queries() {
        try (InputStream file = EcsExporterQueriesTest.class.getResourceAsStream("ecs-exporter-queries.yml")) {
            List<?> queries = new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file));
            return queries.stream().map(String::valueOf).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
