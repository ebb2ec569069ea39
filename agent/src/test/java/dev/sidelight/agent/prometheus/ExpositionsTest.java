package dev.sidelight.agent.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Golden;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Catalogue;
import dev.sidelight.agent.metric.Metric;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Moment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @ParameterizedTest
    @CsvSource({"fargate, 2", "ec2-bridge, 1"})
    void recordingGivesTheWholePage(String recording, int steps) throws Exception {
        Observation observation = Observed.of(recording, steps);
        Expositions expositions = new Expositions(() -> observation, observation::at, registry);
        String page = text(expositions.page(null).bytes())
                .lines()
                .filter(line -> !line.contains("sidelight_scrape_duration"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(page).doesNotContain("do-not-export");
        Golden.assertIs(Path.of("src/test/resources/dev/sidelight/agent", recording, "metrics.txt"), page);
    }

    @Test
    void formatsSayTheSame() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        Expositions expositions = new Expositions(() -> observation, observation::at, registry);
        Page text = expositions.page("text/plain");
        Page open = expositions.page("application/openmetrics-text; version=1.0.0");
        assertThat(text.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(open.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(text(open.bytes())).endsWith("# EOF\n");
        assertThat(samples(text(open.bytes()))).isEqualTo(samples(text(text.bytes())));
        byte[] zipped = new byte[text.zipped().get().remaining()];
        text.zipped().get().duplicate().get(zipped);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text(text.bytes()));
    }

    @Test
    void scrapesBetweenPollsAreTheSameBytes() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        AtomicReference<Moment> now = new AtomicReference<>(observation.at());
        Expositions expositions = new Expositions(() -> observation, now::get, registry);
        Page first = expositions.page(null);
        now.set(observation.at().plus(Duration.ofSeconds(15)));
        assertThat(expositions.page(null)).isSameAs(first);
    }

    @Test
    void pageOfADeadPollerHasNoTaskAndSaysSo() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        AtomicReference<Moment> now = new AtomicReference<>(observation.at());
        Expositions expositions = new Expositions(() -> observation, now::get, registry);
        assertThat(text(expositions.page(null).bytes()))
                .contains("ecs_")
                .contains("sidelight_endpoint_up{path=\"task\"} 1");
        now.set(observation.at().plus(Duration.ofSeconds(16)));
        assertThat(text(expositions.page(null).bytes()))
                .doesNotContain("ecs_")
                .contains("sidelight_endpoint_up{path=\"task\"} 0")
                .contains("sidelight_endpoint_up{path=\"stats\"} 0");
    }

    @Test
    void metricThatCannotBeReadIsLostAloneAndCounted() throws Exception {
        Observation observation = Observed.of("fargate", 1);
        Metric throwing = new Metric("a_throwing", Metric.Kind.GAUGE, "x", List.of(), _ -> {
            throw new IllegalStateException("as asked");
        });
        Metric twice = new Metric(
                "b_twice",
                Metric.Kind.GAUGE,
                "x",
                List.of("l"),
                _ -> Stream.of(new Metric.Sample(List.of("same"), 1), new Metric.Sample(List.of("same"), 2)));
        Metric negative = new Metric(
                "c_negative_total",
                Metric.Kind.COUNTER,
                "x",
                List.of(),
                _ -> Stream.of(new Metric.Sample(List.of(), -1)));
        Metric sound = new Metric(
                "d_sound", Metric.Kind.GAUGE, "x", List.of(), _ -> Stream.of(new Metric.Sample(List.of(), 4)));
        ObservedCollector collector =
                new ObservedCollector(() -> observation, registry, List.of(throwing, twice, negative, sound));
        assertThat(collector.collect().stream()
                        .map(snapshot -> snapshot.getMetadata().getName()))
                .containsExactly("d_sound");
        collector.collect();
        for (String metric : List.of("a_throwing", "b_twice", "c_negative_total")) {
            assertThat(registry.counter("sidelight.metric.failures", "metric", metric)
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void namesAndHelpFollowPrometheusRules() {
        assertThat(Catalogue.METRICS).extracting(Metric::name).doesNotHaveDuplicates();
        assertThat(Catalogue.METRICS).allSatisfy(metric -> {
            assertThat(metric.name()).matches("(ecs|sidelight)_[a-z_]+");
            assertThat(metric.help()).matches("[A-Z][^\n]+\\.");
            assertThat(metric.name().endsWith("_total")).isEqualTo(metric.kind() == Metric.Kind.COUNTER);
            assertThat(metric.name().endsWith("_info")).isEqualTo(metric.kind() == Metric.Kind.INFO);
        });
    }

    @Test
    void documentationIsMadeFromTheCatalogue() throws Exception {
        String rows = Catalogue.METRICS.stream()
                .map(metric ->
                        "| `" + metric.name() + "` | " + metric.kind().name().toLowerCase(Locale.ROOT)
                                + " | "
                                + metric.labels().stream()
                                        .map(label -> "`" + label + "`")
                                        .collect(Collectors.joining(", "))
                                + " | " + metric.help() + " |")
                .collect(Collectors.joining("\n"));
        Golden.assertIs(Path.of("..", "docs", "metrics.md"), """
                # Metrics

                - **Absent means absent.** What the endpoint did not give, gave as a "no limit" sentinel, or what cannot be
                  computed yet is no sample: never 0, never NaN.
                - **Never stale as fresh.** Without an answer of `/task` for max(3 × poll interval, 15 s) there is no `ecs_*`
                  series at all; without one of `/task/stats` only the lifecycle stays, and `sidelight_stats_missing` says so.
                - **The network once.** In `awsvpc` every container repeats the task's interfaces: each is served once, without
                  `container_name`. In `bridge` each container has its own. So
                  `sum(rate(ecs_network_receive_bytes_total[5m]))` is right in both.
                - **Rates** are computed between two samples by the samples' own time, so a late poll does not bend them; a
                  first sample and a counter that fell give none. On EC2 in `awsvpc` ECS refreshes the network counters only
                  every 20 s: the rate of the last change stays until the next, and `rate()` needs a range of 1m or more.
                - **Stacked devices** (259:0 and 252:0) count the same bytes twice: do not sum over `device`.

                | name | type | labels | meaning |
                |---|---|---|---|
                %s

                Sidelight's own: `sidelight_polls_total{path,outcome}` (outcomes: success, timeout, refused, throttled,
                client_error, server_error, malformed, disconnected), `sidelight_poll_duration_seconds{path}` with its `_max`,
                `sidelight_scrape_duration_seconds`, `sidelight_metric_failures_total{metric}`, `sidelight_build_info`,
                while publishing to CloudWatch is enabled `sidelight_cloudwatch_publishes_total{outcome}`,
                `sidelight_cloudwatch_datums_total`, `sidelight_cloudwatch_last_success_timestamp_seconds`, and the standard `process_*` and a few `jvm_*`.

                This page is made from `Catalogue.java`; `mvn -pl agent -am test -Dgolden=write` writes it anew.
                """.formatted(rows));
    }

    private static List<String> samples(String page) {
        return page.lines()
                .filter(line -> line.startsWith("ecs_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ') + 1)
                        + Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sorted()
                .toList();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
