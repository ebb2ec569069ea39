package dev.sidelight.agent.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Metric;
import dev.sidelight.agent.metric.Metric.Kind;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.poll.Poller;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import dev.sidelight.task.Moment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The page with Sidelight's own metrics on it. */
class WholePageTest {

    private final PrometheusMeterRegistry registry = OwnMetrics.registry("1.2.3");
    private final AtomicReference<Observation> latest = new AtomicReference<>(Observed.of("fargate", 2));
    private final AtomicReference<Moment> now =
            new AtomicReference<>(latest.get().at());

    WholePageTest() throws Exception {}

    @Test
    void everyMetricOfOurOwnIsInTheDocument() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "metrics.md"));
        assertThat(page().lines()
                        .filter(line -> line.startsWith("# TYPE sidelight_") || line.startsWith("# TYPE ecs_")))
                .isNotEmpty()
                .extracting(line -> line.split(" ", -1)[2].replaceAll("_max$", ""))
                .allSatisfy(name -> assertThat(document).contains(name));
    }

    @Test
    void everyMetricHasHelpAndNoNameIsGivenTwice() {
        List<String> lines = page().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("# TYPE "))
                .doesNotHaveDuplicates()
                .extracting(line -> line.split(" ", -1)[2])
                .contains("process_cpu_seconds_total", "sidelight_build_info", "sidelight_polls_total")
                .allSatisfy(name -> assertThat(lines).anyMatch(line -> line.matches("# HELP " + name + " .+")));
    }

    @Test
    void noValueIsNotANumber() {
        assertThat(page().lines().filter(line -> !line.startsWith("#"))).noneMatch(line -> line.endsWith("NaN"));
    }

    @Test
    void lostMetricIsCountedOnThePageAndTheRestIsServed() {
        Metric throwing = new Metric("ecs_broken", Kind.GAUGE, "Broken.", List.of(), _ -> {
            throw new IllegalStateException("as asked");
        });
        registry.getPrometheusRegistry().register(new ObservedCollector(latest::get, registry, List.of(throwing)));
        Expositions expositions = new Expositions(latest::get, now::get, registry);
        assertThat(text(expositions.page(null)))
                .contains("ecs_task_cpu_limit_vcpus")
                .doesNotContain("ecs_broken ");
        latest.set(latest.get()
                .next(
                        now.get(),
                        latest.get().taskPath(),
                        latest.get().statsPath(),
                        latest.get().task(),
                        Observed.HEALTH));
        assertThat(text(expositions.page(null)))
                .containsPattern("(?m)^sidelight_metric_failures_total\\{metric=\"ecs_broken\"} [12]\\.0$");
    }

    @Test
    void newObservationIsANewPage() {
        Expositions expositions = new Expositions(latest::get, now::get, registry);
        Page first = expositions.page(null);
        assertThat(expositions.page(null)).isSameAs(first);
        latest.set(Observation.none(now.get(), Duration.ofSeconds(5), _ -> true, Observed.HEALTH));
        assertThat(expositions.page(null)).isNotSameAs(first);
        assertThat(text(expositions.page(null))).doesNotContain("ecs_");
    }

    @Test
    void expiredPageIsRenderedOnceAndNotAtEachScrape() {
        Expositions expositions = new Expositions(latest::get, now::get, registry);
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(16)));
        Page expired = expositions.page(null);
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(15)));
        assertThat(expositions.page(null)).isSameAs(expired);
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(1)));
        assertThat(expositions.page(null)).as("our own metrics go on").isNotSameAs(expired);
    }

    private String page() {
        try (MetadataEndpoint endpoint = new MetadataEndpoint(URI.create("http://127.0.0.1:1"))) {
            Poller poller = new Poller(
                    endpoint,
                    Duration.ofSeconds(5),
                    latest.get(),
                    CheckResult.Source.NONE,
                    now::get,
                    registry,
                    latest::set);
            assertThat(poller).isNotNull();
        }
        return text(new Expositions(latest::get, now::get, registry).page(null));
    }

    private static String text(Page page) {
        return StandardCharsets.UTF_8.decode(page.bytes().duplicate()).toString();
    }
}
