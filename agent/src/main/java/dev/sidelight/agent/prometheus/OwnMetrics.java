package dev.sidelight.agent.prometheus;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What Sidelight says of itself: its build, its process and a little of its JVM. */
public final class OwnMetrics {

    /** The rest of the JVM's metrics, by memory pool, is for who tunes the agent and not worth a series in each task. */
    private static final String NOT_SHOWN = "jvm_memory_pool";

    private OwnMetrics() {}

    /** Whether a metric of the registry is on the page. */
    static boolean isShown(String name) {
        return !name.startsWith(NOT_SHOWN);
    }

    /** A registry with them in it. */
    public static PrometheusMeterRegistry registry(String version) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        PrometheusRegistry registry = meters.getPrometheusRegistry();
        Info.builder()
                .name("sidelight_build_info")
                .help("The version of Sidelight and of the Java that runs it.")
                .labelNames("version", "java_version")
                .register(registry)
                .setLabelValues(version, Runtime.version().toString());
        ProcessMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        return meters;
    }
}
