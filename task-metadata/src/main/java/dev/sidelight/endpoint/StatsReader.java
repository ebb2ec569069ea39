package dev.sidelight.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.task.ContainerStats;
import dev.sidelight.task.ContainerStats.BlockIo;
import dev.sidelight.task.ContainerStats.Cpu;
import dev.sidelight.task.ContainerStats.Memory;
import dev.sidelight.task.ContainerStats.Pids;
import dev.sidelight.task.ContainerStats.ReportedRate;
import dev.sidelight.task.ContainerStats.Storage;
import dev.sidelight.task.ContainerStats.Throttling;
import dev.sidelight.task.InterfaceCounters;
import dev.sidelight.task.MissingStats;
import dev.sidelight.task.StatsEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes {@link ContainerStats} of one entry of the answer of {@code /task/stats}. */
final class StatsReader {

    private StatsReader() {}

    static StatsEntry entry(JsonNode node) {
        if (node.isNull()) {
            return new StatsEntry.Missing(MissingStats.NULL);
        }
        if (node.isObject() && node.isEmpty()) {
            return new StatsEntry.Missing(MissingStats.EMPTY);
        }
        Json json = new Json(node);
        return json.instant("read")
                .<StatsEntry>map(read -> new StatsEntry.Present(stats(json, read)))
                .orElseGet(() -> new StatsEntry.Missing(MissingStats.NO_SAMPLE));
    }

    private static ContainerStats stats(Json json, Instant read) {
        return new ContainerStats(
                read,
                json.instant("preread"),
                cpu(json.object("cpu_stats")),
                cpu(json.object("precpu_stats")),
                memory(json.object("memory_stats")),
                pids(json.object("pids_stats")),
                blockIo(json.object("blkio_stats")),
                storage(json.object("storage_stats")),
                Json.map(json.object("networks").node(), StatsReader::counters),
                reportedRate(json.object("network_rate_stats")),
                json.count("num_procs"));
    }

    private static Cpu cpu(Json json) {
        Json usage = json.object("cpu_usage");
        Json throttling = json.object("throttling_data");
        return new Cpu(
                usage.count("total_usage"),
                usage.count("usage_in_kernelmode"),
                usage.count("usage_in_usermode"),
                usage.counts("percpu_usage"),
                json.count("system_cpu_usage"),
                json.count("online_cpus"),
                new Throttling(
                        throttling.count("periods"),
                        throttling.count("throttled_periods"),
                        throttling.count("throttled_time")));
    }

    private static Memory memory(Json json) {
        return new Memory(
                json.count("usage"),
                json.count("max_usage"),
                json.limit("limit"),
                json.count("failcnt"),
                json.countMap("stats"),
                json.count("commitbytes"),
                json.count("commitpeakbytes"),
                json.count("privateworkingset"));
    }

    private static Pids pids(Json json) {
        return new Pids(json.count("current"), json.limit("limit"));
    }

    private static BlockIo blockIo(Json json) {
        return new BlockIo(entries(json, "io_service_bytes_recursive"), entries(json, "io_serviced_recursive"));
    }

    private static List<BlockIo.Entry> entries(Json json, String field) {
        return json.objects(field).stream()
                .flatMap(entry -> entry(entry).stream())
                .toList();
    }

    private static Optional<BlockIo.Entry> entry(Json json) {
        return json.count("major")
                .flatMap(major -> json.count("minor")
                        .flatMap(minor -> json.countOrZero("value")
                                .map(value -> new BlockIo.Entry(major + ":" + minor, json.text("op"), value))));
    }

    private static Storage storage(Json json) {
        return new Storage(
                json.count("read_size_bytes"),
                json.count("write_size_bytes"),
                json.count("read_count_normalized"),
                json.count("write_count_normalized"));
    }

    private static Optional<InterfaceCounters> counters(JsonNode node) {
        if (!node.isObject() || node.isEmpty()) {
            return Optional.empty();
        }
        Json json = new Json(node);
        return Optional.of(new InterfaceCounters(
                json.count("rx_bytes"),
                json.count("rx_packets"),
                json.count("rx_errors"),
                json.count("rx_dropped"),
                json.count("tx_bytes"),
                json.count("tx_packets"),
                json.count("tx_errors"),
                json.count("tx_dropped")));
    }

    /** Absent when neither rate is there: an empty object is no report, and must not end the one before. */
    private static Optional<ReportedRate> reportedRate(Json json) {
        ReportedRate rate = new ReportedRate(json.number("rx_bytes_per_sec"), json.number("tx_bytes_per_sec"));
        return rate.receiveBytesPerSecond().isPresent()
                        || rate.transmitBytesPerSecond().isPresent()
                ? Optional.of(rate)
                : Optional.empty();
    }
}
