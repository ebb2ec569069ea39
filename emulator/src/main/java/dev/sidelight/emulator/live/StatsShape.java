package dev.sidelight.emulator.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.proc.InterfaceCounters;
import dev.sidelight.emulator.proc.ProcFiles;
import dev.sidelight.emulator.proc.TreeReading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container's stats in Docker's shape on cgroup v2. */
record StatsShape(LaunchType launchType, boolean hostMode) {
    private static final long NO_LIMIT = 9_223_372_036_854_771_712L;
    private static final long MIB = 1 << 20;
    private static final String NO_TIME = "0001-01-01T00:00:00Z";
    private static final List<String> NULL_ON_V2 = List.of(
            "io_serviced_recursive",
            "io_queue_recursive",
            "io_service_time_recursive",
            "io_wait_time_recursive",
            "io_merged_recursive",
            "io_time_recursive",
            "sectors_recursive");
    private static final List<String> ALWAYS_ZERO = List.of(
            "anon_thp",
            "file_dirty",
            "file_writeback",
            "kernel_stack",
            "pgactivate",
            "pgdeactivate",
            "pglazyfree",
            "pglazyfreed",
            "pgrefill",
            "pgscan",
            "pgsteal",
            "slab",
            "slab_reclaimable",
            "slab_unreclaimable",
            "sock",
            "thp_collapse_alloc",
            "thp_fault_alloc",
            "unevictable",
            "workingset_activate",
            "workingset_nodereclaim",
            "workingset_refault");

    JsonNode of(LiveContainer container) {
        Samples samples = container.sampling().samples();
        if (container.life() instanceof Life.Stopped || samples.last().isEmpty()) {
            return launchType == LaunchType.FARGATE ? NullNode.instance : JsonNodeFactory.instance.objectNode();
        }
        return of(container, samples.last().get(), samples.previous());
    }

    private ObjectNode of(LiveContainer container, Sample now, Optional<Sample> before) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("read", now.read().toString())
                .put("preread", before.map(one -> one.read().toString()).orElse(NO_TIME));
        ObjectNode pids = node.putObject("pids_stats");
        if (launchType != LaunchType.FARGATE) {
            pids.put("current", now.use().threads());
            now.use().threadLimit().ifPresent(limit -> pids.put("limit", limit));
        }
        blkio(node.putObject("blkio_stats"), now.use());
        node.put("num_procs", 0).putObject("storage_stats");
        cpu(node.putObject("cpu_stats"), now);
        before.ifPresentOrElse(one -> cpu(node.putObject("precpu_stats"), one), () -> noCpu(node));
        memory(node.putObject("memory_stats"), limit(container), now);
        String name = container.identity().dockerName();
        node.put("name", launchType == LaunchType.FARGATE ? name : "/" + name)
                .put("id", container.identity().dockerId());
        if (!hostMode) {
            networks(node, now, before);
        }
        return node;
    }

    private static void blkio(ObjectNode blkio, TreeReading use) {
        ArrayNode bytes = blkio.putArray("io_service_bytes_recursive");
        Map.of("read", use.readBytes(), "write", use.writtenBytes()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> bytes.addObject()
                        .put("major", 259)
                        .put("minor", 0)
                        .put("op", entry.getKey())
                        .put("value", entry.getValue()));
        NULL_ON_V2.forEach(blkio::putNull);
    }

    private static void cpu(ObjectNode cpu, Sample sample) {
        TreeReading use = sample.use();
        cpu.putObject("cpu_usage")
                .put("total_usage", use.userNanos() + use.kernelNanos())
                .put("usage_in_kernelmode", use.kernelNanos())
                .put("usage_in_usermode", use.userNanos());
        cpu.put("system_cpu_usage", sample.systemNanos())
                .put("online_cpus", Runtime.getRuntime().availableProcessors());
        noThrottling(cpu);
    }

    private static void noCpu(ObjectNode node) {
        ObjectNode cpu = node.putObject("precpu_stats");
        cpu.putObject("cpu_usage")
                .put("total_usage", 0)
                .put("usage_in_kernelmode", 0)
                .put("usage_in_usermode", 0);
        noThrottling(cpu);
    }

    private static void noThrottling(ObjectNode cpu) {
        cpu.putObject("throttling_data")
                .put("periods", 0)
                .put("throttled_periods", 0)
                .put("throttled_time", 0);
    }

    /**
     * As cgroup v2 counts: shared memory is part of file, and lies on the anonymous lists. What the container has
     * written stays cached, and inactive, as far as its limit leaves room.
     */
    private static void memory(ObjectNode memory, long limit, Sample now) {
        TreeReading use = now.use();
        long mapped = use.anonBytes() + use.fileBytes() + use.sharedBytes();
        long cached = Math.clamp(limit - mapped, 0, now.cachedBytes());
        memory.put("usage", mapped + cached);
        ObjectNode stats = memory.putObject("stats")
                .put("active_anon", use.anonBytes())
                .put("active_file", use.fileBytes())
                .put("anon", use.anonBytes())
                .put("file", use.fileBytes() + use.sharedBytes() + cached)
                .put("file_mapped", use.fileBytes())
                .put("inactive_anon", use.sharedBytes())
                .put("inactive_file", cached)
                .put("pgfault", use.faults())
                .put("pgmajfault", use.majorFaults())
                .put("shmem", use.sharedBytes());
        ALWAYS_ZERO.forEach(key -> stats.put(key, 0));
        memory.put("limit", limit);
    }

    private long limit(LiveContainer container) {
        if (container.definition().memory().isPresent()) {
            return container.definition().memory().getAsInt() * MIB;
        }
        return launchType == LaunchType.FARGATE ? NO_LIMIT : ProcFiles.hostMemoryBytes();
    }

    private static void networks(ObjectNode node, Sample now, Optional<Sample> before) {
        ObjectNode networks = node.putObject("networks");
        now.interfaces().forEach((name, counters) -> counters(networks.putObject(name), counters));
        before.ifPresent(earlier -> {
            double seconds = Duration.between(earlier.read(), now.read()).toNanos() / 1e9;
            if (seconds > 0) {
                node.putObject("network_rate_stats")
                        .put("rx_bytes_per_sec", (rx(now) - rx(earlier)) / seconds)
                        .put("tx_bytes_per_sec", (tx(now) - tx(earlier)) / seconds);
            }
        });
    }

    private static void counters(ObjectNode node, InterfaceCounters counters) {
        node.put("rx_bytes", counters.rxBytes())
                .put("rx_packets", counters.rxPackets())
                .put("rx_errors", counters.rxErrors())
                .put("rx_dropped", counters.rxDropped())
                .put("tx_bytes", counters.txBytes())
                .put("tx_packets", counters.txPackets())
                .put("tx_errors", counters.txErrors())
                .put("tx_dropped", counters.txDropped());
    }

    private static long rx(Sample sample) {
        return sample.interfaces().values().stream()
                .mapToLong(InterfaceCounters::rxBytes)
                .sum();
    }

    private static long tx(Sample sample) {
        return sample.interfaces().values().stream()
                .mapToLong(InterfaceCounters::txBytes)
                .sum();
    }
}
