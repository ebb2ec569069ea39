package dev.sidelight.agent.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Catalogue;
import dev.sidelight.agent.metric.Observation;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CloudWatch is sent of an observation is what {@code /metrics} says of it, in other units. */
class CrossCheckTest {

    @ParameterizedTest
    @CsvSource({
        "CpuUtilized, ecs_task_cpu_usage_vcpus, 1024",
        "CpuReserved, ecs_task_cpu_limit_vcpus, 1024",
        "TaskCpuUtilization, ecs_task_cpu_utilization_ratio, 100",
        "MemoryUtilized, ecs_task_memory_working_set_bytes, 9.5367431640625E-7",
        "MemoryReserved, ecs_task_memory_limit_bytes, 9.5367431640625E-7",
        "TaskMemoryUtilization, ecs_task_memory_utilization_ratio, 100",
        "NetworkRxBytes, ecs_network_receive_bytes_per_second, 1",
        "NetworkTxBytes, ecs_network_transmit_bytes_per_second, 1",
        "EphemeralStorageUtilized, ecs_task_ephemeral_storage_used_bytes, 9.313225746154785E-10",
        "ContainerCpuUtilized, ecs_container_cpu_usage_vcpus, 1024",
        "ContainerCpuReserved, ecs_container_cpu_limit_vcpus, 1024",
        "ContainerCpuUtilization, ecs_container_cpu_utilization_ratio, 100",
        "ContainerMemoryUtilized, ecs_container_memory_working_set_bytes, 9.5367431640625E-7",
        "ContainerMemoryReserved, ecs_container_memory_limit_bytes, 9.5367431640625E-7",
        "ContainerMemoryUtilization, ecs_container_memory_utilization_ratio, 100",
        "RestartCount, ecs_container_restarts_total, 1",
    })
    void sumsAgree(String published, String scraped, double factor) throws Exception {
        Observation observation = Observed.of("fargate", 2);
        List<Double> sent = readings(observation, published);
        assertThat(sent).isNotEmpty();
        double shown = Catalogue.METRICS.stream()
                .filter(metric -> metric.name().equals(scraped))
                .flatMap(metric -> metric.samples().apply(observation))
                .mapToDouble(sample -> sample.value())
                .sum();
        assertThat(sent.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(shown * factor, within(1e-6 * Math.max(1, shown * factor)));
    }

    @ParameterizedTest
    @CsvSource({
        "StorageReadBytes, ecs_container_storage_read_bytes_total",
        "StorageWriteBytes, ecs_container_storage_write_bytes_total"
    })
    void storageIsTheSumOfAllDevices(String published, String scraped) throws Exception {
        Observation observation = Observed.of("ec2-bridge", 1);
        DoubleStream shown = Catalogue.METRICS.stream()
                .filter(metric -> metric.name().equals(scraped))
                .flatMap(metric -> metric.samples().apply(observation))
                .mapToDouble(sample -> sample.value());
        assertThat(readings(observation, published).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(shown.sum());
    }

    private static List<Double> readings(Observation observation, String name) {
        return PublishedMetrics.ALL.stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric.readings().apply(observation))
                .map(PublishedMetric.Reading::value)
                .toList();
    }
}
