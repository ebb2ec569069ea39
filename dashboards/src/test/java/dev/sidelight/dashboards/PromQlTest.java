package dev.sidelight.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of PromQL that holds expressions against the catalogue. */
class PromQlTest {

    private static final Map<String, Set<String>> KNOWN = Map.of(
            "cpu", Set.of("job", "instance", "container"),
            "info", Set.of("job", "instance", "service"),
            "up", Set.of("job", "instance"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "sum by (job) (rate(cpu{container=~\"a.b\"}[5m])) | job",
                "sum(cpu) by (container) | container",
                "sum without (container) (cpu) | instance,job",
                "cpu * on (job, instance) group_left (service) info | container,instance,job,service",
                "info * on (job, instance) group_right (service) cpu | container,instance,job,service",
                "up == bool 0 or on (job) cpu | container,instance,job",
                "info and on (job, instance) up | instance,job,service",
                "info * on (job, instance) up | instance,job",
                "topk by (job) (1, cpu offset 5m) | container,instance,job",
                "absent(up{job=\"x\", instance!=\"y\"}) | job",
                "label_replace(up, \"new\", \"$1\", \"job\", \"(.*)\") | instance,job,new",
                "count_values(\"v\", up) | v",
                "-(1 - max_over_time(cpu[1h:5m] @ end())) ^ 2 > 1e-3 | container,instance,job",
                "sum(rate(cpu{container=\"$c\"}[$__rate_interval])) by (instance) > ${most:raw} | instance",
                "label_values(info{job=~\"$job\"}, service) | service",
                "time() - cpu # seconds | container,instance,job"
            })
    void labelsOfAnExpressionAreThoseOfItsResult(String expr, String labels) {
        Labels reader = new Labels(KNOWN);
        assertThat(String.join(",", new TreeSet<>(reader.of(PromQl.read(expr)))))
                .isEqualTo(labels);
        assertThat(reader.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "rate(cpus[5m]) | there is no metric cpus",
                "up{service=\"x\"} | there is no label service in up",
                "sum by (service) (cpu) | there is no label service in sum of [cpu]",
                "cpu * on (job, service) info | there is no label service in * on, left: [cpu]",
                "cpu / on (job) group_left (family) info | there is no label family in group_left or group_right of /",
                "sum by (job) (cpu) / on (job, instance) up | there is no label instance in / on, left: [cpu]",
                "label_values(up, service) | there is no label service in label_values",
                "{__name__=\"nothing\"} | there is no metric nothing"
            })
    void nameThatCannotBeThereIsAFault(String expr, String fault) {
        Labels reader = new Labels(KNOWN);
        reader.of(PromQl.read(expr));
        assertThat(reader.faults()).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(", "cpu{", "cpu cpu", "sum by job (cpu)", "cpu !", "", "(cpu", "cpu +"})
    void textThatIsNoPromQlIsRefused(String text) {
        assertThatThrownBy(() -> PromQl.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void operatorsBindAsInPrometheus() {
        assertThat(PromQl.read("a + b * c or d and e")).isInstanceOfSatisfying(PromQl.Binary.class, or -> {
            assertThat(or.operator()).isEqualTo("or");
            assertThat(((PromQl.Binary) or.left()).operator()).isEqualTo("+");
            assertThat(((PromQl.Binary) or.right()).operator()).isEqualTo("and");
        });
    }

    @Test
    void contractKnowsTheCatalogueTheAgentAndTheTarget() {
        assertThatCode(() -> {
                    Contract.check("here", "ecs_task_cpu_usage_vcpus{cluster_name=\"prod\"}");
                    Contract.check("here", "rate(sidelight_polls_total{path=\"task\", outcome!=\"success\"}[5m])");
                    Contract.check("here", "sidelight_poll_duration_seconds_max{path=\"task\"}");
                    Contract.check("here", "sidelight_scrape_duration_seconds_count");
                    Contract.check("here", "sidelight_cloudwatch_publishes_total{outcome=\"throttled\"}");
                    Contract.check("here", "count by (version) (sidelight_build_info)");
                    Contract.check("here", "process_resident_memory_bytes + on (job, instance) up");
                    Contract.check("here", "jvm_memory_used_bytes{area=\"heap\"}");
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Contract.check("panel 3", "ecs_task_cpu_usage_vcpus{container_name=\"app\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("panel 3")
                .hasMessageContaining("no label container_name");
        assertThatThrownBy(() -> Contract.check("panel 4", "ecs_container_cpu_percent"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contract.checkWithoutDiscovery("rule", "up{task_id=\"1\"}"))
                .isInstanceOf(AssertionError.class);
    }
}
