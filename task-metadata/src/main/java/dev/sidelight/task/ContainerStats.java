package dev.sidelight.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Docker's statistics of one container at {@link #read}, as {@code /task/stats} gives them.
 *
 * @param read when the numbers were taken
 * @param preread when those of {@link #precpu} were; absent at the first sample
 * @param precpu the sample before
 * @param networks by interface name; absent in {@code host} mode
 * @param reportedRate absent until the endpoint has two samples
 * @param numProcs processes, on Windows; 0 on Linux
 */
public record ContainerStats(
        Instant read,
        Optional<Instant> preread,
        Cpu cpu,
        Cpu precpu,
        Memory memory,
        Pids pids,
        BlockIo blockIo,
        Storage storage,
        Map<String, InterfaceCounters> networks,
        Optional<ReportedRate> reportedRate,
        Optional<Count> numProcs) {

    public ContainerStats {
        networks = Map.copyOf(networks);
    }

    /** Whether they come from Windows, which alone has a private working set. */
    public boolean isWindows() {
        return memory.privateWorkingSetBytes().isPresent();
    }

    /** These statistics with CPU time in nanoseconds wherever {@code task} runs. */
    ContainerStats inNanos(Task task) {
        if (!isWindows() || task.isFargate()) {
            return this;
        }
        return new ContainerStats(
                read,
                preread,
                cpu.fromTicks(),
                precpu.fromTicks(),
                memory,
                pids,
                blockIo,
                storage,
                networks,
                reportedRate,
                numProcs);
    }

    /** Storage by device; on Windows one device, {@code all}. */
    public List<DeviceIo> devices() {
        if (isWindows()) {
            return List.of(
                    new DeviceIo("all", storage.readBytes(), storage.writeBytes(), storage.reads(), storage.writes()));
        }
        return Stream.concat(blockIo.serviceBytes().stream(), blockIo.serviced().stream())
                .map(BlockIo.Entry::device)
                .distinct()
                .map(device -> new DeviceIo(
                        device,
                        BlockIo.sum(blockIo.serviceBytes(), device, "read"),
                        BlockIo.sum(blockIo.serviceBytes(), device, "write"),
                        BlockIo.sum(blockIo.serviced(), device, "read"),
                        BlockIo.sum(blockIo.serviced(), device, "write")))
                .toList();
    }

    /** What was read from and written to one device, cumulative: bytes and operations. */
    public record DeviceIo(
            String device,
            Optional<Count> readBytes,
            Optional<Count> writeBytes,
            Optional<Count> reads,
            Optional<Count> writes) {}

    /**
     * Cumulative CPU time in nanoseconds; as decoded, on Windows outside Fargate, in ticks of 100 ns.
     *
     * @param perCpu cgroup v1 only; padded with zeros on old Fargate
     * @param host CPU time of the whole host
     * @param onlineCpus cores of the host, not a limit
     */
    public record Cpu(
            Optional<Count> total,
            Optional<Count> kernel,
            Optional<Count> user,
            List<Count> perCpu,
            Optional<Count> host,
            Optional<Count> onlineCpus,
            Throttling throttling) {

        private static final int NANOS_PER_WINDOWS_TICK = 100;

        public Cpu {
            perCpu = List.copyOf(perCpu);
        }

        private Cpu fromTicks() {
            return new Cpu(
                    total.map(Cpu::nanos),
                    kernel.map(Cpu::nanos),
                    user.map(Cpu::nanos),
                    perCpu.stream().map(Cpu::nanos).toList(),
                    host,
                    onlineCpus,
                    throttling);
        }

        private static Count nanos(Count ticks) {
            return new Count(ticks.bits() * NANOS_PER_WINDOWS_TICK);
        }
    }

    /** How often and how long the CPU quota held the container back. */
    public record Throttling(
            Optional<Count> periods, Optional<Count> throttledPeriods, Optional<Count> throttledNanos) {}

    /**
     * Memory, in bytes.
     *
     * @param usageBytes page cache included; absent on Windows
     * @param limitBytes the host's memory where nothing is configured, so not a limit to rely on; absent for the
     *     "no limit" sentinels
     * @param details the {@code stats} map of cgroup v1 or v2, by the kernel's own names
     * @param privateWorkingSetBytes Windows only
     */
    public record Memory(
            Optional<Count> usageBytes,
            Optional<Count> maxUsageBytes,
            Optional<Count> limitBytes,
            Optional<Count> failures,
            Map<String, Count> details,
            Optional<Count> commitBytes,
            Optional<Count> commitPeakBytes,
            Optional<Count> privateWorkingSetBytes) {

        public Memory {
            details = Map.copyOf(details);
            usageBytes = privateWorkingSetBytes.isPresent() ? Optional.empty() : usageBytes;
        }

        /**
         * Memory that cannot be given back at once, as AWS computes it for Container Insights: usage less
         * {@code inactive_file} on cgroup v2 and less {@code cache} on v1, or usage itself where that is missing or not
         * below it (amazon-ecs-agent, agent/stats/utils_unix.go, getMemUsage).
         */
        public Optional<Count> workingSetBytes() {
            if (privateWorkingSetBytes.isPresent()) {
                return privateWorkingSetBytes;
            }
            Optional<Count> reclaimable = detail(isCgroup2() ? "inactive_file" : "cache");
            return usageBytes.map(usage -> reclaimable
                    .filter(cache -> cache.isBelow(usage))
                    .map(usage::minus)
                    .orElse(usage));
        }

        /** Page cache: {@code cache} on cgroup v1, {@code file} on v2; absent on Windows. */
        public Optional<Count> pageCacheBytes() {
            return privateWorkingSetBytes.isPresent() ? Optional.empty() : detail(isCgroup2() ? "file" : "cache");
        }

        /** A value of the {@code stats} map. */
        public Optional<Count> detail(String key) {
            return Optional.ofNullable(details.get(key));
        }

        private boolean isCgroup2() {
            return details.containsKey("anon") || details.containsKey("file");
        }
    }

    /** Processes and threads; the limit is absent where there is none. */
    public record Pids(Optional<Count> current, Optional<Count> limit) {}

    /** Block I/O by device and operation: bytes and operations, cumulative. On cgroup v2 there are bytes only. */
    public record BlockIo(List<Entry> serviceBytes, List<Entry> serviced) {

        public BlockIo {
            serviceBytes = List.copyOf(serviceBytes);
            serviced = List.copyOf(serviced);
        }

        private static Optional<Count> sum(List<Entry> entries, String device, String op) {
            return entries.stream()
                    .filter(entry -> entry.device().equals(device) && entry.op().equalsIgnoreCase(op))
                    .map(Entry::value)
                    .reduce(Count::plus);
        }

        /**
         * One device's count of one operation.
         *
         * @param device {@code major:minor}
         * @param op {@code Read}, {@code read}, {@code Sync} …: the case is the cgroup version's
         */
        public record Entry(String device, String op, Count value) {}
    }

    /** Storage on Windows, over all devices. */
    public record Storage(
            Optional<Count> readBytes, Optional<Count> writeBytes, Optional<Count> reads, Optional<Count> writes) {}

    /** The endpoint's own network rates, in bytes per second. */
    public record ReportedRate(OptionalDouble receiveBytesPerSecond, OptionalDouble transmitBytesPerSecond) {}
}
