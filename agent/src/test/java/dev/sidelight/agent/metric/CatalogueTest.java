package dev.sidelight.agent.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    @Test
    void everyNameIsUniqueAlsoWithoutItsSuffix() {
        assertThat(Catalogue.METRICS)
                .extracting(metric -> metric.name().replaceAll("_(total|info)$", ""))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyNameIsOneOfPrometheus() {
        assertThat(Catalogue.METRICS)
                .extracting(Metric::name)
                .allMatch(name -> name.matches("(ecs|sidelight)(_[a-z0-9]+)+"));
    }

    @Test
    void suffixSaysTheKind() {
        assertThat(Catalogue.METRICS)
                .allSatisfy(metric -> assertThat(metric.name().endsWith("_total"))
                        .as(metric.name())
                        .isEqualTo(metric.kind() == Metric.Kind.COUNTER))
                .filteredOn(metric -> metric.kind() == Metric.Kind.INFO)
                .extracting(Metric::name)
                .allMatch(name -> name.endsWith("_info"));
    }

    @Test
    void everyHelpIsASentenceOfOneLine() {
        assertThat(Catalogue.METRICS).extracting(Metric::help).allMatch(help -> help.matches("[A-Z][^\n|]+\\."));
    }

    @Test
    void everyLabelNameIsValidAndUniqueInItsMetric() {
        assertThat(Catalogue.METRICS)
                .allSatisfy(metric -> assertThat(metric.labels())
                        .as(metric.name())
                        .doesNotHaveDuplicates()
                        .allMatch(label -> label.matches("[a-z]+(_[a-z]+)*")));
    }

    @ParameterizedTest
    @CsvSource({"fargate, 2", "ec2-bridge, 1"})
    void everySampleHasItsLabelsAndAFiniteValueAndNoTwoAreOfOneSeries(String recording, int polls) throws Exception {
        Observation observation = Observed.of(recording, polls);
        assertThat(Catalogue.METRICS).allSatisfy(metric -> {
            var samples = metric.samples().apply(observation).toList();
            assertThat(samples)
                    .as(metric.name())
                    .allMatch(sample -> Double.isFinite(sample.value())
                            && sample.labelValues().size() == metric.labels().size());
            assertThat(samples)
                    .as(metric.name())
                    .extracting(Metric.Sample::labelValues)
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void nothingObservedIsNoSampleAndAFailedPollTheEndpointBeingDown() {
        Observation none = Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH);
        assertThat(Catalogue.METRICS)
                .allSatisfy(metric -> assertThat(metric.samples().apply(none)).isEmpty());
        PathStatus failed = PathStatus.UNKNOWN.failed(Observed.START, "refused");
        Observation down = none.next(Observed.START, failed, failed, Optional.empty(), Observed.HEALTH);
        assertThat(Catalogue.METRICS)
                .filteredOn(metric -> metric.samples().apply(down).findAny().isPresent())
                .extracting(Metric::name)
                .containsExactly("sidelight_endpoint_up");
    }
}
