package dev.sidelight.agent.prometheus;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What Sidelight says of itself: its build, its process and a little of its JVM. */
public final class OwnMetrics {

    private OwnMetrics() {}

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
        JvmThreadsMetrics.builder().register(registry);
        return meters;
    }
}
