package dev.sidelight.agent.prometheus;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The exposition that scrapes are answered with: made by the first scrape after each poll, in the format that it asks for,
 * and the same bytes for all that follow; made anew when it has grown too old to be shown whole. Not by the poller: there
 * are three polls to a scrape, and no scraper asks for both formats. Any thread may ask.
 */
public final class Expositions {

    private final Supplier<Observation> latest;
    private final MomentSource time;
    private final PrometheusMeterRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Timer scrapes;
    private final AtomicReference<@Nullable Exposition> made = new AtomicReference<>();
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
        ExpositionFormatWriter writer = formats.findWriter(accept) instanceof OpenMetricsTextFormatWriter
                ? formats.getOpenMetricsTextFormatWriter()
                : formats.getPrometheusTextFormatWriter();
        Page page = current(start).page(writer);
        scrapes.record(time.now().since(start));
        return page;
    }

    private Exposition current(Moment now) {
        Observation observation = latest.get();
        Exposition last = made.get();
        return last != null && last.isOf(observation, now) ? last : next(now);
    }

    private synchronized Exposition next(Moment now) {
        Observation observation = latest.get();
        Exposition last = made.get();
        if (last != null && last.isOf(observation, now)) {
            return last;
        }
        collected = observation.asOf(now);
        Moment latestExpiry = now.plus(collected.staleAfter()); // our own metrics go on though no poll ends
        Exposition next = new Exposition(
                observation,
                collected
                        .expiry()
                        .map(expiry -> Moment.earlier(expiry, latestExpiry))
                        .orElse(latestExpiry),
                registry.getPrometheusRegistry().scrape(OwnMetrics::isShown));
        made.set(next);
        return next;
    }
}
