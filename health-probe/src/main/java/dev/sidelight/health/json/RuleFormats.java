package dev.sidelight.health.json;

import static dev.sidelight.health.json.RuleFormat.Place.ANYWHERE;
import static dev.sidelight.health.json.RuleFormat.Place.CONTAINER_ONLY;
import static dev.sidelight.health.json.RuleFormat.Place.DEFAULT_ONLY;

import dev.sidelight.health.CpuUse;
import dev.sidelight.health.EphemeralStorage;
import dev.sidelight.health.HttpCheck;
import dev.sidelight.health.MemoryExhaustion;
import dev.sidelight.health.MemoryUse;
import dev.sidelight.health.NetworkErrors;
import dev.sidelight.health.NetworkSilence;
import dev.sidelight.health.ReportedHealth;
import dev.sidelight.health.Restarts;
import dev.sidelight.health.Rule;
import dev.sidelight.health.StaleStats;
import dev.sidelight.health.StatusRanges;
import dev.sidelight.health.Stopped;
import dev.sidelight.health.TcpCheck;
import dev.sidelight.health.Timing;
import dev.sidelight.text.DurationText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules that a policy may hold, one row each. */
final class RuleFormats {

    private static final Duration DAY = Duration.ofDays(1);

    private static final Field<Double> MEMORY_ABOVE = share("0.95", "Share of the effective memory limit.");
    private static final Field<Double> ERRORS_ABOVE = share("0.05", "Share of the packets.");
    private static final Field<Double> STORAGE_ABOVE = share("0.9", "Share of what was allocated.");
    private static final Field<Double> CPU_ABOVE = Field.of(
            "above",
            Kinds.ratio(100),
            0.95,
            "0.95",
            "Share of the effective CPU limit; above 1 where shares are no cap.");

    private static final Field<List<Long>> EXIT_CODES =
            Field.of("exitCodes", Kinds.EXIT_CODES, List.of(0L), "[0]", "Exit codes that are an orderly end.");
    private static final Field<Long> RESTARTS_ABOVE =
            Field.of("above", Kinds.count(1000), 2L, "2", "Restarts that are still allowed.");
    private static final Field<Duration> RESTARTS_WITHIN =
            duration("within", "20m", Duration.ofMinutes(1), DAY, "Time that they are counted over.");
    private static final Field<Duration> WITHIN =
            duration("within", "15m", Duration.ofSeconds(10), DAY, "How soon is too soon.");
    private static final Field<Duration> OVER =
            duration("over", "10m", Duration.ofMinutes(1), DAY, "Minutes that the trend is taken from.");

    static final Field<Duration> INTERVAL =
            duration("interval", "10s", Duration.ofSeconds(1), Duration.ofMinutes(5), "How often it is asked.");
    static final Field<Duration> TIMEOUT = duration(
            "timeout",
            "2s",
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "For the whole answer; not longer than the interval.");
    private static final Field<URI> URL = Field.required("url", Kinds.URL, "Address as the sidecar reaches it.");
    private static final Field<String> METHOD =
            Field.of("method", Kinds.oneOf(List.of("GET", "HEAD", "POST")), "GET", "GET", "Method of the request.");
    private static final Field<StatusRanges> STATUS = Field.of(
            "status",
            Kinds.STATUSES,
            StatusRanges.parse("200-299").orElseThrow(),
            "200-299",
            "Statuses that are expected; redirects are not followed.");
    private static final Field<Pattern> BODY =
            Field.optional("body", Kinds.PATTERN, "", "Regular expression to be found in the body's first 64 KiB.");
    private static final Field<Map<String, String>> HEADERS =
            Field.of("headers", Kinds.HEADERS, Map.of(), "{}", "Headers to send; never shown or logged.");
    private static final Field<Address> ADDRESS =
            Field.required("address", Kinds.ADDRESS, "Host and port as the sidecar reaches them.");

    /** The rows, in the order of the documentation. */
    static final List<RuleFormat> ALL = List.of(
            new RuleFormat(
                    "reportedHealth",
                    ANYWHERE,
                    "ECS reports the container's own health check as UNHEALTHY. Left out of what may feed such a check.",
                    List.of(),
                    _ -> new ReportedHealth(Timing.AT_ONCE)),
            new RuleFormat(
                    "stopped",
                    ANYWHERE,
                    "The container has stopped with another exit code than these, while the task goes on.",
                    List.of(EXIT_CODES),
                    values -> new Stopped(values.get(EXIT_CODES))),
            new RuleFormat(
                    "restarts",
                    ANYWHERE,
                    "Its restart policy has restarted it too often.",
                    List.of(RESTARTS_ABOVE, RESTARTS_WITHIN),
                    values -> new Restarts(values.get(RESTARTS_ABOVE), values.get(RESTARTS_WITHIN))),
            debounced(
                    "memory",
                    ANYWHERE,
                    "The working set is above a share of the limit.",
                    "60s",
                    List.of(MEMORY_ABOVE),
                    (values, timing) -> new MemoryUse(values.get(MEMORY_ABOVE), timing)),
            debounced(
                    "memoryExhaustion",
                    ANYWHERE,
                    "At the trend of the last minutes the memory limit is reached soon.",
                    "60s",
                    List.of(WITHIN, OVER),
                    (values, timing) -> new MemoryExhaustion(values.get(WITHIN), values.get(OVER), timing)),
            debounced(
                    "cpu",
                    ANYWHERE,
                    "The container uses this share of its CPU limit, or more.",
                    "5m",
                    List.of(CPU_ABOVE),
                    (values, timing) -> new CpuUse(values.get(CPU_ABOVE), timing)),
            debounced(
                    "networkSilence",
                    ANYWHERE,
                    "No byte is received, where some were before. In awsvpc it decides the task.",
                    "5m",
                    List.of(),
                    (_, timing) -> new NetworkSilence(timing)),
            debounced(
                    "networkErrors",
                    ANYWHERE,
                    "A share of the packets is lost to errors or dropped. In awsvpc it decides the task.",
                    "60s",
                    List.of(ERRORS_ABOVE),
                    (values, timing) -> new NetworkErrors(values.get(ERRORS_ABOVE), timing)),
            debounced(
                    "ephemeralStorage",
                    DEFAULT_ONLY,
                    "The task's ephemeral storage (Fargate) is used above a share. It decides the task.",
                    "60s",
                    List.of(STORAGE_ABOVE),
                    (values, timing) -> new EphemeralStorage(values.get(STORAGE_ABOVE), timing)),
            debounced(
                    "staleStats",
                    ANYWHERE,
                    "The container's statistics do not move, or have gone. On Fargate they move every 10 s.",
                    "60s",
                    Duration.ofSeconds(30),
                    List.of(),
                    (_, timing) -> new StaleStats(timing)),
            debounced(
                    "http",
                    CONTAINER_ONLY,
                    "A request that the sidecar sends is not answered as expected.",
                    "30s",
                    List.of(URL, METHOD, STATUS, BODY, HEADERS, INTERVAL, TIMEOUT),
                    (values, timing) -> new HttpCheck(
                            values.get(URL),
                            values.get(METHOD),
                            values.get(STATUS),
                            values.find(BODY),
                            values.get(HEADERS),
                            values.get(INTERVAL),
                            values.get(TIMEOUT),
                            timing)),
            debounced(
                    "tcp",
                    CONTAINER_ONLY,
                    "A connection that the sidecar opens is not accepted.",
                    "30s",
                    List.of(ADDRESS, INTERVAL, TIMEOUT),
                    (values, timing) -> new TcpCheck(
                            values.get(ADDRESS).host(),
                            values.get(ADDRESS).port(),
                            values.get(INTERVAL),
                            values.get(TIMEOUT),
                            timing)));

    private RuleFormats() {}

    /** The names of all rules. */
    static List<String> names() {
        return ALL.stream().map(RuleFormat::name).toList();
    }

    /** Makes a rule with its timing. */
    private interface Debounced {
        Rule make(Values values, Timing timing);
    }

    /** A rule whose findings must hold. */
    private static RuleFormat debounced(
            String name, RuleFormat.Place place, String meaning, String hold, List<Field<?>> fields, Debounced rule) {
        return debounced(name, place, meaning, hold, Duration.ZERO, fields, rule);
    }

    /** A rule whose findings must hold for {@code least} at the least. */
    private static RuleFormat debounced(
            String name,
            RuleFormat.Place place,
            String meaning,
            String hold,
            Duration least,
            List<Field<?>> fields,
            Debounced rule) {
        Field<Duration> holds = duration("for", hold, least, DAY, "How long it must hold to fail.");
        Field<Duration> recovers = Field.optional(
                "recover", Kinds.duration(Duration.ZERO, DAY), "as for", "How long it must be good to pass again.");
        List<Field<?>> all = new ArrayList<>(fields);
        all.add(holds);
        all.add(recovers);
        return new RuleFormat(name, place, meaning, all, values -> {
            Duration held = values.get(holds);
            return rule.make(values, new Timing(held, values.find(recovers).orElse(held)));
        });
    }

    private static Field<Double> share(String fallback, String meaning) {
        return Field.of("above", Kinds.ratio(1), Double.valueOf(fallback), fallback, meaning);
    }

    private static Field<Duration> duration(
            String name, String fallback, Duration least, Duration most, String meaning) {
        return Field.of(
                name, Kinds.duration(least, most), DurationText.parse(fallback).orElseThrow(), fallback, meaning);
    }
}
