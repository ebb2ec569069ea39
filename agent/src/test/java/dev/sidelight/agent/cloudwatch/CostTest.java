package dev.sidelight.agent.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidelight.agent.Observed;
import dev.sidelight.agent.config.CloudWatchSettings;
import dev.sidelight.agent.config.NameFilter;
import dev.sidelight.agent.metric.Billing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void metricsArePricedByTheirTiers() {
        assertThat(Prices.LIST.metrics(100)).isCloseTo(30, within(1e-9));
        assertThat(Prices.LIST.metrics(20_000)).isCloseTo(3000 + 1000, within(1e-6));
        assertThat(Prices.LIST.requests(43_776)).isCloseTo(0.43776, within(1e-9));
    }

    @Test
    void tasksOfAServiceShareTheirMetricsUnlessTheTaskIsADimension() {
        assertThat(new Fleet(3, 50, 0, Duration.ofSeconds(60), false).billedMetrics())
                .isEqualTo(36);
        assertThat(new Fleet(3, 50, 0, Duration.ofSeconds(60), true).billedMetrics())
                .isEqualTo(36 * 50);
        assertThat(new Fleet(3, 50, 240, Duration.ofSeconds(60), true).billedMetrics())
                .as("each replaced task's metrics for an hour more")
                .isCloseTo(36 * (50 + 10), within(1e-6));
    }

    @Test
    void countIsWhatATaskTrulyPublishes() throws Exception {
        CloudWatchSettings settings = new CloudWatchSettings(
                CloudWatchSettings.Mode.API,
                "n",
                Duration.ofSeconds(60),
                false,
                NameFilter.ALL,
                100,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
        Accumulator accumulator = new Accumulator(settings, Instant.EPOCH);
        accumulator.add(Observed.of("fargate", 2));
        assertThat((long) accumulator.close(Instant.EPOCH).statistics().size())
                .as("a container that stopped has none, one without a policy or a check has fewer")
                .isLessThanOrEqualTo(new Fleet(3, 1, 0, Duration.ofSeconds(60), false).metricsOfATask());
    }

    @Test
    void estimateOfAConfigurationCountsWhatItPublishes() {
        CloudWatchSettings settings = new CloudWatchSettings(
                CloudWatchSettings.Mode.EMF,
                "n",
                Duration.ofSeconds(60),
                false,
                new NameFilter(List.of("*Utilized"), List.of()),
                100,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(0.5));
        assertThat(Estimate.of(settings, 3)).isEqualTo(new Billing(9, 4.5, 0));
    }

    @Test
    void estimateSaysWhatItIs() {
        assertThat(Cost.text(new Fleet(3, 10, 0, Duration.ofSeconds(60), false), Prices.LIST))
                .contains(
                        "US$     10.80 a month",
                        "US$      4.38 a month",
                        "Container Insights, enhanced",
                        "for orientation");
    }
}
