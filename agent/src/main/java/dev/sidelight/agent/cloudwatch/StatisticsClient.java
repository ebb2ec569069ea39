package dev.sidelight.agent.cloudwatch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/**
 * The client that Micrometer's registry is handed. It puts each datum's statistics of the period in place of its one
 * value (SampleCount 1, Sum the mean, Minimum and Maximum; an increase stays a value), counts how publishing ends, and
 * gives a period that failed back to be merged with the next. Its futures complete normally.
 */
final class StatisticsClient implements CloudWatchAsyncClient {

    private final CloudWatchAsyncClient client;
    private final Accumulator accumulator;
    private final PublishMeters meters;
    private final InstantSource time;
    private final int resolution;
    private final AtomicReference<Period> publishing;

    StatisticsClient(
            CloudWatchAsyncClient client,
            Accumulator accumulator,
            PublishMeters meters,
            InstantSource time,
            int resolution) {
        this.client = client;
        this.accumulator = accumulator;
        this.meters = meters;
        this.time = time;
        this.resolution = resolution;
        this.publishing = new AtomicReference<>(new Period(time.instant(), Map.of()));
    }

    /** The period that the requests from now on are of. */
    void begin(Period period) {
        publishing.set(period);
    }

    @Override
    public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
        Period period = publishing.get();
        List<Series> series = new ArrayList<>();
        List<MetricDatum> datums = new ArrayList<>();
        for (MetricDatum datum : request.metricData()) {
            Series one = series(datum);
            Optional<Statistics> statistics = period.of(one);
            if (statistics.isPresent()) {
                series.add(one);
                datums.add(datum(datum, statistics.get(), period));
            }
        }
        if (datums.isEmpty()) {
            return CompletableFuture.completedFuture(nothing());
        }
        return client.putMetricData(request.toBuilder().metricData(datums).build())
                .handle((_, failure) -> {
                    if (failure == null) {
                        meters.succeeded(datums.size(), time.instant());
                    } else {
                        accumulator.giveBack(period.only(series));
                        meters.failed(PublishOutcome.of(failure), message(failure));
                    }
                    return nothing();
                });
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }

    private static PutMetricDataResponse nothing() {
        return PutMetricDataResponse.builder().build();
    }

    private static Series series(MetricDatum datum) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Dimension dimension : datum.dimensions()) {
            dimensions.put(dimension.name(), dimension.value());
        }
        return new Series(datum.metricName(), datum.unitAsString(), dimensions);
    }

    private MetricDatum datum(MetricDatum datum, Statistics statistics, Period period) {
        MetricDatum.Builder builder =
                datum.toBuilder().timestamp(period.start()).storageResolution(resolution);
        return statistics.increase()
                ? builder.value(statistics.value()).build()
                : builder.value(null)
                        .statisticValues(StatisticSet.builder()
                                .sampleCount(1.0)
                                .sum(statistics.value())
                                .minimum(statistics.minimum())
                                .maximum(statistics.maximum())
                                .build())
                        .build();
    }

    private static String message(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }
}
