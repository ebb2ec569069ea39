package dev.sidelight.agent.prometheus;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Moment;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What scrapes are answered with while an observation is the latest: one collection, written once in each format asked. */
final class Exposition {

    private static final int EXPECTED_BYTES = 32 << 10;

    private final Observation latest;
    private final Moment expiry;
    private final MetricSnapshots collected;
    /** By content type. */
    private final Map<String, Page> pages = new HashMap<>();

    /**
     * An exposition of {@code collected}.
     *
     * @param latest the observation that was the latest when it was collected
     * @param expiry when it stops being true
     */
    Exposition(Observation latest, Moment expiry, MetricSnapshots collected) {
        this.latest = latest;
        this.expiry = expiry;
        this.collected = collected;
    }

    /** Whether it may still answer when {@code observation} is the latest. */
    @SuppressWarnings("ReferenceEquality") // another one is newer, whatever it says
    boolean isOf(Observation observation, Moment now) {
        return latest == observation && now.since(expiry).compareTo(Duration.ZERO) <= 0;
    }

    /** Its page in the format of {@code writer}. */
    synchronized Page page(ExpositionFormatWriter writer) {
        return pages.computeIfAbsent(writer.getContentType(), _ -> write(writer));
    }

    private Page write(ExpositionFormatWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(EXPECTED_BYTES);
        try {
            writer.write(out, collected, EscapingScheme.ALLOW_UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Page.of(writer.getContentType(), out.toByteArray());
    }
}
