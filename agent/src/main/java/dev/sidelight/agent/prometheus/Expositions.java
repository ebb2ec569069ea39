package dev.sidelight.agent.prometheus;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The exposition that scrapes are answered with: rendered once for each published observation, and anew when that has
 * grown too old to be shown whole. Any thread may ask.
 */
public final class Expositions {

    private static final int EXPECTED_BYTES = 16 << 10;

    private final Supplier<Observation> latest;
    private final MomentSource time;
    private final PrometheusMeterRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Timer scrapes;
    private final AtomicReference<@Nullable Exposition> rendered = new AtomicReference<>();
    /** What is being collected; guarded by this. */
    private Observation collected;

    /**
     * Expositions of what {@code latest} gives, together with all that {@code registry} holds.
     *
     * @param latest the published observation, of any age
     */
    public Expositions(Supplier<Observation> latest, MomentSource time, PrometheusMeterRegistry registry) {
        this.latest = latest;
        this.time = time;
        this.registry = registry;
        this.collected = latest.get();
        this.scrapes = Timer.builder("sidelight.scrape.duration")
                .description("How long it took to answer a scrape, the sending left out.")
                .register(registry);
        registry.getPrometheusRegistry().register(new ObservedCollector(() -> collected, registry));
    }

    /** The page for a scrape with this {@code Accept} header, which may be absent. */
    public Page page(@Nullable String accept) {
        Moment start = time.now();
        Exposition exposition = current(start);
        Page page = formats.findWriter(accept) instanceof OpenMetricsTextFormatWriter
                ? exposition.openMetrics()
                : exposition.text();
        scrapes.record(time.now().since(start));
        return page;
    }

    /** Renders the latest observation, for the scrapes that follow; to be called at each publication. */
    public void render() {
        render(time.now());
    }

    /** What is rendered, without waiting for the poller to render the next; that takes the lock only past its expiry. */
    private Exposition current(Moment now) {
        Exposition last = rendered.get();
        return last != null && last.isCurrent(now) ? last : renderExpired(now);
    }

    private synchronized Exposition renderExpired(Moment now) {
        Exposition last = rendered.get();
        return last != null && last.isCurrent(now) ? last : render(now);
    }

    private synchronized Exposition render(Moment now) {
        collected = latest.get().asOf(now);
        Moment latestExpiry = now.plus(collected.staleAfter()); // our own metrics go on though no poll ends
        MetricSnapshots snapshots = registry.getPrometheusRegistry().scrape(OwnMetrics::isShown);
        Exposition next = new Exposition(
                collected
                        .expiry()
                        .map(expiry -> Moment.earlier(expiry, latestExpiry))
                        .orElse(latestExpiry),
                write(formats.getPrometheusTextFormatWriter(), snapshots),
                write(formats.getOpenMetricsTextFormatWriter(), snapshots));
        rendered.set(next);
        return next;
    }

    private static Page write(ExpositionFormatWriter writer, MetricSnapshots snapshots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(EXPECTED_BYTES);
        try {
            writer.write(out, snapshots, EscapingScheme.ALLOW_UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Page.of(writer.getContentType(), out.toByteArray());
    }
}
